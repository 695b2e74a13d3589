import { useState, type FormEvent } from 'react';

/** Asks why a message is reported: the moderators read it. */
export function ReportForm({ onReport }: { readonly onReport: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onReport(reason);
  };
  return (
    <form className="steps" onSubmit={submit}>
      <input
        aria-label="Why, for the moderators"
        placeholder="Why? (optional)"
        maxLength={500}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" className="small">
        Send report
      </button>
    </form>
  );
}
