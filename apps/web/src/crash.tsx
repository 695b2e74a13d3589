import { Component, type ReactNode } from 'react';

/** In place of a page that failed to render: says so, and offers to load it again. React has this for classes only. */
export class Crash extends Component<{ readonly children: ReactNode }, { readonly hasCrashed: boolean }> {
  override readonly state = { hasCrashed: false };

  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }

  override render() {
    if (!this.state.hasCrashed) return this.props.children;
    return (
      <main className="full-page">
        <div className="card" role="alert">
          <h1>Something went wrong on this page</h1>
          <p>Messages that were not sent yet are kept.</p>
          <button type="button" className="primary" onClick={() => location.reload()}>
            Reload
          </button>
        </div>
      </main>
    );
  }
}
