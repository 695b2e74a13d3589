/** The requests in flight of one gateway. A slot is held by a request, never by a wait. */
export class SendWindow {
  private readonly waiting = new Set<() => void>();

  constructor(private free: number) {}

  /** Takes a slot, if one is free. */
  take(): boolean {
    if (this.free === 0) return false;
    this.free -= 1;
    return true;
  }

  /** Gives a slot back, and calls whoever has waited longest. */
  release(): void {
    this.free += 1;
    for (const next of this.waiting) {
      this.waiting.delete(next);
      next();
      break;
    }
  }

  /** Calls `next` once, when a slot is given back. Asking again while waiting changes nothing. */
  whenFree(next: () => void): void {
    this.waiting.add(next);
  }
}
