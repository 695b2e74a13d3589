import type { Survivor } from './mutation-report.js';

/** Mutants that no spec can or need notice, with the reason. */
export interface AcceptedMutant {
  /** In its project. */
  readonly file: string;
  /** A piece of the line, so that an argument ends with the code that it is about. */
  readonly code: string;
  /** What stood there instead; all of them where none is named. */
  readonly replacements: readonly string[];
  readonly reason: string;
}

/** The accepted mutants, file by file. */
export const ACCEPTED_MUTANTS: readonly AcceptedMutant[] = [
  {
    file: 'src/signing/hmac-key.ts',
    code: 'index < BLOCK',
    replacements: ['index <= BLOCK'],
    reason: 'The byte behind the block is overwritten by the prefix, and by the inner hash.',
  },
  {
    file: 'src/signing/hmac-key.ts',
    code: "'latin1');",
    replacements: ['""'],
    reason: 'Prefix and text are ASCII, which every encoding writes alike.',
  },
  {
    file: 'src/signing/signed-posts.ts',
    code: 'second === null || second.at !== at',
    replacements: ['true'],
    reason: 'Computes the same again for each post: slower, never different.',
  },
  {
    file: 'src/signing/signed-posts.ts',
    code: "#name = '';",
    replacements: ['"Stryker was here!"'],
    reason: 'Any name that no key has.',
  },
  {
    file: 'src/signing/signed-posts.ts',
    code: 'if (name !== this.#name) {',
    replacements: ['true'],
    reason: 'Computes the same key again: slower, never different.',
  },
  {
    file: 'src/signing/signed-posts.ts',
    code: '.replace(/\\.\\d+Z$|[-:]/g',
    replacements: [],
    reason: 'An ISO time has its only fraction at its end.',
  },
  {
    file: 'src/signing/signed-posts.ts',
    code: 'PLAIN',
    replacements: [],
    reason: 'A short cut for ids that need no encoding; the long way comes to the same.',
  },
  {
    file: 'src/parse/envelope.ts',
    code: 'abortEarly: true',
    replacements: [],
    reason: 'Finds all faults of a frame and names the first, as before: slower, never different.',
  },
  {
    file: 'src/parse/parse-server-frame.ts',
    code: "typeof type !== 'string'",
    replacements: ['false'],
    reason: 'What is no string is no key of the table either; the check tells the compiler.',
  },
  {
    file: 'src/parse/field-complaint.ts',
    code: "v.getDotPath(issue) ?? ''",
    replacements: [],
    reason: 'Every issue in an object has a path; the other case tells the compiler.',
  },
  {
    file: 'src/parse/json-object.ts',
    code: '} catch {',
    replacements: [],
    reason: 'Returns nothing either way; the word tells the reader.',
  },
  {
    file: 'src/parse/json-object.ts',
    code: 'value !== null',
    replacements: ['true'],
    reason: 'For `null` the answer is `null` either way; the check tells the compiler.',
  },
  {
    file: 'src/handshake/subprotocol.ts',
    code: "(header ?? '')",
    replacements: ['"Stryker was here!"'],
    reason: 'Any text in which neither the protocol nor a token is offered.',
  },
  {
    file: 'src/use-cases/join-room.ts',
    code: 'if (room === LOBBY) return { connection, until: undefined };',
    replacements: ['false'],
    reason: 'Joins the lobby again, in which every connection is: a write more, never different.',
  },
  {
    file: 'src/use-cases/send-message.ts',
    code: 'command.clientMessageId === undefined ?',
    replacements: ['false'],
    reason: 'The check of an id passes `undefined` through, which its type forbids to be asked.',
  },
  {
    file: 'src/use-cases/moderation/flood-control.ts',
    code: 'notBefore > at',
    replacements: ['notBefore >= at'],
    reason: 'The store promises 0 or a time to come, never the moment of the attempt.',
  },
  {
    file: 'src/use-cases/log/log-reader.ts',
    code: 'entries[0].seq > next',
    replacements: ['entries[0].seq >= next'],
    reason: 'Where the top of the page is filled, there is no hole at the top to date.',
  },
  {
    file: 'src/use-cases/log/draft.ts',
    code: "draft.kind !== 'deletion' &&",
    replacements: ['true', '""'],
    reason: 'The draft of a deletion has no client message id; the check tells the compiler.',
  },
];

/** The argument that covers a survivor, if there is one. */
export function argumentFor({ file, code, replacement }: Survivor): AcceptedMutant | undefined {
  return ACCEPTED_MUTANTS.find(
    (argued) =>
      argued.file === file &&
      code.includes(argued.code) &&
      (argued.replacements.length === 0 || argued.replacements.includes(replacement)),
  );
}
