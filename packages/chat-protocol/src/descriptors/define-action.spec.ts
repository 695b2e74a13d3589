import { describe, expect, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import * as v from 'valibot';
import { roomField } from '../fields/room.js';
import { actionIn, frameIn, openEnvelope } from '../parse/envelope.js';
import { eventIn } from '../parse/parse-server-frame.js';
import { defineAction, type ActionFields, type ResponseFields } from './define-action.js';
import { defineEvent, type EventFrame } from './define-event.js';

const waved = defineEvent({ type: 'acme.waved', fields: { room: roomField, by: v.string() } });
const wave = defineAction({ name: 'acme.wave', fields: { room: roomField }, response: 'done' });
const look = defineAction({ name: 'acme.look', fields: {}, response: waved });

describe('an action of a team', () => {
  it('names its response', () => {
    expect([wave.response, look.response]).toEqual(['done', waved]);
  });

  it('is parsed by its fields, and by no other', () => {
    const envelope = openEnvelope(
      '{"action":"acme.wave","requestId":"r","room":"tea","identity":{"userId":"eve"}}',
    );
    expect(actionIn(envelope)).toBe('acme.wave');
    expect(frameIn(wave, envelope)).toEqual({ action: 'acme.wave', requestId: 'r', room: 'tea' });
    expect(() => frameIn(wave, openEnvelope('{"action":"acme.wave"}'))).toThrow('"room" is missing.');
  });

  it.each(['action', 'requestId', 'identity', 'connectionId'])('cannot have a field %s', (field) => {
    const fields: { readonly room?: never } = Object.fromEntries([[field, roomField]]);
    expect(() => defineAction({ name: 'acme.wave', fields, response: 'done' })).toThrow(
      `The action "acme.wave" cannot have a field "${field}".`,
    );
  });

  it('is typed by its fields and its response', () => {
    expectTypeOf<ActionFields<typeof wave>>().toEqualTypeOf<{ room: string }>();
    expectTypeOf<keyof ActionFields<typeof look>>().toBeNever();
    expectTypeOf<ResponseFields<typeof wave>>().toBeVoid();
    expectTypeOf<ResponseFields<typeof look>>().toEqualTypeOf<{ room: string; by: string }>();
    const fields = { identity: roomField };
    // @ts-expect-error a frame never says who it is from
    expect(() => defineAction({ name: 'acme.x', fields, response: 'done' })).toThrow(TypeError);
  });
});

describe('an event of a team', () => {
  it('is made of its fields, and read by them', () => {
    const event = waved({ room: 'tea', by: 'ada' });
    expect(event).toEqual({ type: 'acme.waved', room: 'tea', by: 'ada' });
    expect(eventIn(waved, { ...event, requestId: 'r', more: 1 })).toEqual({ ...event, requestId: 'r' });
    expectTypeOf<EventFrame<typeof waved>['by']>().toEqualTypeOf<string>();
  });

  it('is null where it is another, or lacks a field', () => {
    expect(eventIn(waved, { type: 'acme.bowed', room: 'tea', by: 'ada' })).toBeNull();
    expect(eventIn(waved, { type: 'acme.waved', room: 'tea' })).toBeNull();
    expect(eventIn(waved, null)).toBeNull();
  });
});
