import type { documentClient } from '@serverless-ws/chat-dynamo';

/** How old an answer may be, in milliseconds. */
const LAG = 5_000;
/** The same of the bug: longer than a slow machine takes from one read of a page to the next. */
const BUG_LAG = 60_000;
/** By the names that middleware sees: those of the client below the document client. */
const READS = new Set(['GetItemCommand', 'QueryCommand', 'BatchGetItemCommand']);

/**
 * Answers reads that do not ask for consistency with the answer that the same question had before, as a replica that is
 * behind would. No local engine ever does, which hides a forgotten flag until production.
 * @param everything - also those that do ask: the bug of a chat that forgot to
 */
export function staleReads(client: ReturnType<typeof documentClient>, everything: boolean): void {
  const lag = everything ? BUG_LAG : LAG;
  const memory = new Map<string, { readonly at: number; readonly answer: object }>();
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      const question = JSON.stringify(args.input);
      const isConsistent = question.includes('"ConsistentRead":true');
      if (!READS.has(context.commandName ?? '') || (isConsistent && !everything)) return answer;
      const earlier = memory.get(question);
      memory.set(question, { at: Date.now(), answer: { ...answer } });
      return earlier !== undefined && Date.now() - earlier.at < lag
        ? { ...answer, ...earlier.answer }
        : answer;
    },
    { step: 'initialize', name: 'staleReads' },
  );
}
