/**
 * Asks for the permission to show notifications; the browser asks the user at most once.
 * @returns `null` with the permission, else why not, in a sentence for the user
 */
export async function askToNotify(): Promise<string | null> {
  if (!('Notification' in window)) return 'This browser shows no notifications of pages.';
  const answer = await Notification.requestPermission();
  if (answer === 'granted') return null;
  return answer === 'denied'
    ? 'The browser does not allow it. Its settings for this page can.'
    : 'The browser was not given the permission.';
}
