/** In the list of rooms, beside the number of unread messages: that some of them mention the user. */
export function MentionBadge({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span className="badge mention-badge">
      <span aria-hidden="true">@</span>
      <span className="visually-hidden">
        {count === 1 ? 'mentions you' : `mentions you ${count} times`},{' '}
      </span>
    </span>
  );
}
