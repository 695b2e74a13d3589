import { presenceHintsOf, type PresenceHintsPorts, type PresenceNotifier } from '@serverless-ws/chat-domain';

/** What tells of presence, in a file of its own, as functions load it lazily. */
export function presenceOf(ports: PresenceHintsPorts): PresenceNotifier | undefined {
  return presenceHintsOf(ports);
}
