import { drainMicrotasks, startClient } from '@serverless-ws/chat-client/testing';
import { Window } from 'happy-dom';
import { act, StrictMode, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { ChatProvider } from '../src/index.js';

const window = new Window();
Object.assign(globalThis, { window, document: window.document, IS_REACT_ACT_ENVIRONMENT: true });

/** What is shown of a chat, in StrictMode. */
export interface Page extends ReturnType<typeof startClient> {
  /** What a reader sees. */
  readonly text: () => string;
}

let root: Root | undefined;

/** Lets everything happen that is under way, after a change. */
export async function settled(change: () => unknown = () => undefined): Promise<void> {
  await act(async () => {
    await change();
    await drainMicrotasks();
  });
}

/** Renders in StrictMode; returns what reads the text. */
export async function rendered(node: ReactNode): Promise<() => string> {
  const element = document.createElement('div');
  root = createRoot(element);
  await settled(() => root?.render(<StrictMode>{node}</StrictMode>));
  return () => element.textContent ?? '';
}

/** Takes away what was rendered. */
export async function unmounted(): Promise<void> {
  await settled(() => root?.unmount());
  root = undefined;
}

/** A connected client, and components that show it. `prepare` is called before it connects. */
export async function opened(
  node: ReactNode,
  prepare: (chat: ReturnType<typeof startClient>) => void = () => undefined,
): Promise<Page> {
  const chat = startClient();
  prepare(chat);
  await chat.connect();
  const text = await rendered(<ChatProvider client={chat.client}>{node}</ChatProvider>);
  return { ...chat, text };
}
