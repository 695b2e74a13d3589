import type { User } from '@serverless-ws/chat-client';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { SANCTIONS, type Duration } from './durations.js';
import type { PeopleActions } from './people-actions.js';
import { moderates, isPrivate } from './rights.js';
import { useRoles } from './use-roles.js';

interface UserActionsProps {
  readonly user: User;
  readonly room: string;
  readonly people: PeopleActions;
  readonly onClose: () => void;
}

/** What moderators can do about a user; nothing for other users. */
export function UserActions(props: UserActionsProps) {
  const isModerator = moderates(useRoles());
  const [step, setStep] = useState<'choose' | 'kick' | 'mute' | 'ban'>('choose');
  if (!isModerator) return null;
  const { user, people, onClose } = props;
  const closing = (act: () => void) => () => {
    onClose();
    act();
  };
  const back = () => setStep('choose');
  if (step === 'choose') return <Choice {...props} closing={closing} onStep={setStep} />;
  if (step === 'kick') {
    return (
      <Step label={`End all connections of ${user.name}?`} onBack={back}>
        <Small onClick={closing(() => people.kick(user))}>Disconnect</Small>
      </Step>
    );
  }
  const [act, undo, undoing] =
    step === 'mute'
      ? [people.mute, people.unmute, 'May write again']
      : [people.ban, people.unban, 'May come back'];
  return (
    <Step label={`${step === 'mute' ? 'Mute' : 'Ban'} ${user.name}`} onBack={back}>
      {SANCTIONS.map((duration: Duration) => (
        <Small key={duration.label} onClick={closing(() => act(user, duration))}>
          {duration.label}
        </Small>
      ))}
      <Small onClick={closing(() => undo(user))}>{undoing}</Small>
    </Step>
  );
}

interface ChoiceProps extends UserActionsProps {
  readonly closing: (act: () => void) => () => void;
  readonly onStep: (step: 'kick' | 'mute' | 'ban') => void;
}

function Choice({ user, room, people, closing, onStep }: ChoiceProps) {
  return (
    <div className="steps" role="group" aria-label={`Moderate ${user.name}`}>
      <Small onClick={() => onStep('kick')}>Kick…</Small>
      <Small onClick={() => onStep('mute')}>Mute…</Small>
      <Small onClick={() => onStep('ban')}>Ban…</Small>
      {isPrivate(room) && <Small onClick={closing(() => people.uninvite(user))}>Uninvite</Small>}
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

function Step({ label, onBack, children }: StepProps) {
  const step = useRef<HTMLDivElement>(null);
  useEffect(() => step.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={step} className="steps" role="group" aria-label={label}>
      <span className="step-label">{label}</span>
      {children}
      <Small onClick={onBack}>Back</Small>
    </div>
  );
}

function Small({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className="small" onClick={onClick}>
      {children}
    </button>
  );
}
