import { ChatError, LOBBY, type Caller } from '@serverless-ws/chat-domain';
import type { ClientAction, ClientFrameOf } from '../client-frames/client-frame.js';
import { ackFrame } from '../encode/ack-frame.js';
import { doneFrame } from '../encode/done-frame.js';
import { pageFrame } from '../encode/page-frame.js';
import { correlation } from '../parse/correlation.js';
import { parseClientFrame } from '../parse/parse-client-frame.js';
import type { ServerFrame } from '../server-frames/server-frame.js';
import type { AnsweringUseCases } from './answering-use-cases.js';

/** The actions whose response is `done`. */
type Decision = ClientFrameOf<'ban' | 'deleteMessage' | 'invite' | 'kick' | 'mute' | 'slowMode'>;

/**
 * Parses a client frame, runs the use case of its action, and returns the response frame. The caller is the user of the
 * connection, whatever the frame says.
 *
 * @param body - the text of one WebSocket message
 * @throws ChatError `bad_request` for what is no frame, and for an action whose use case is not among those given
 * @throws ChatError `unknown_action`, and any error of the use case; `errorFrame` makes a response of it
 */
export async function answerFrame(
  useCases: AnsweringUseCases,
  caller: Caller,
  body: string,
): Promise<ServerFrame> {
  const frame = parseClientFrame(body);
  const ids = correlation(body);
  const { requestId } = ids;
  switch (frame.action) {
    case 'sendMessage':
    case 'announce':
      return ackFrame(await said(useCases, caller, frame), ids);
    case 'joinRoom':
      return pageFrame('joined', await held(useCases, frame.action).execute({ ...frame, ...caller }), ids);
    case 'listMessages':
      return pageFrame('page', await held(useCases, frame.action).execute({ ...frame, ...caller }), ids);
    case 'leaveRoom': {
      const room = await held(useCases, frame.action).execute({ ...frame, ...caller });
      return { type: 'left', room, ...(requestId !== undefined && { requestId }) };
    }
    case 'ping': {
      const pong = await held(useCases, frame.action).execute(caller);
      return {
        type: 'pong',
        ...(requestId !== undefined && { requestId }),
        heads: pong.heads,
        rooms: [...pong.rooms],
      };
    }
    default:
      await decided(useCases, caller, frame);
      return doneFrame(frame.action, ids, roomOf(frame));
  }
}

function said(useCases: AnsweringUseCases, caller: Caller, frame: ClientFrameOf<'sendMessage' | 'announce'>) {
  const isAnnouncement = frame.action === 'announce';
  return held(useCases, 'sendMessage', frame.action).execute({
    ...caller,
    kind: isAnnouncement ? 'announcement' : 'message',
    room: isAnnouncement ? undefined : frame.room,
    text: frame.text,
    clientMessageId: frame.clientMessageId,
  });
}

/** The room that a decision was about; none for one about a user everywhere. */
function roomOf(frame: Decision): string | undefined {
  const isAboutRoom =
    frame.action === 'deleteMessage' || frame.action === 'invite' || frame.action === 'slowMode';
  return isAboutRoom ? (frame.room ?? LOBBY) : undefined;
}

function decided(useCases: AnsweringUseCases, caller: Caller, frame: Decision): Promise<void> {
  switch (frame.action) {
    case 'ban':
      return held(useCases, frame.action).execute({ ...frame, ...caller });
    case 'deleteMessage':
      return held(useCases, frame.action).execute({ ...frame, ...caller });
    case 'invite':
      return held(useCases, frame.action).execute({ ...frame, ...caller });
    case 'kick':
      return held(useCases, frame.action).execute({ ...frame, ...caller });
    case 'mute':
      return held(useCases, frame.action).execute({ ...frame, ...caller });
    case 'slowMode':
      return held(useCases, frame.action).execute({ ...frame, ...caller });
  }
}

/**
 * The use case of a name. One that is not there: the frame came by another route than its own (a gateway may read a
 * frame otherwise than we do, where a key comes twice), or this server does not offer it.
 */
function held<Name extends keyof AnsweringUseCases>(
  useCases: AnsweringUseCases,
  name: Name,
  action: ClientAction = name,
): NonNullable<AnsweringUseCases[Name]> {
  const useCase = useCases[name];
  if (useCase === undefined) throw new ChatError('bad_request', `"${action}" is not served here.`);
  return useCase;
}
