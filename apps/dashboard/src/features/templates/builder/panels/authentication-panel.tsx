'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { Panel } from '@/ui/panel';
import { RadioCards } from '@/ui/radio-cards';
import { Switch } from '@/ui/switch';
import { BuilderField } from '../builder-field';
import type { PartProps } from './part-props';
import { buttonsIn, pointerOf } from '../draft/cards';
import { FieldFindings } from '../findings/field-findings';
import { findingsAt } from '../findings/findings';
import { useFieldFindings } from '../findings/findings-context';
import { LIMITS } from '../draft/limits';
import { appsOf, otpKindOf, OTP_KINDS, withApps, withOtpKind } from '../draft/one-time-password';
import { componentOf, type Parts, textOf } from '../draft/parts';

/** A code to sign in with: the words are WhatsApp's, and only what is here can be chosen. */
export function AuthenticationPanel({ form, dispatch }: PartProps) {
  const body = componentOf(form.components, 'BODY');
  const footer = componentOf(form.components, 'FOOTER');
  const { findings } = useFieldFindings();
  const minutes = footer?.code_expiration_minutes;
  const ofBody = pointerOf(form, null, 'BODY');
  const ofFooter = pointerOf(form, null, 'FOOTER');
  const [button] = buttonsIn(form.components);
  return (
    <Panel
      title="The code"
      description="“123456 is your verification code.” WhatsApp writes it in the language of the template."
      className="flex flex-col gap-5"
    >
      <Choice
        label="Advise not to share it"
        says="“For your security, do not share this code.”"
        isOn={body?.add_security_recommendation === true}
        onChange={(isShown) => dispatch({ do: 'recommendation', isShown })}
      />
      <FieldFindings findings={findingsAt(findings, `${ofBody}/add_security_recommendation`)} />
      <Choice
        label="Say when it expires"
        says="“This code expires in 10 minutes.”"
        isOn={footer !== null}
        onChange={(isOn) => dispatch({ do: 'minutes', minutes: isOn ? MINUTES_AT_FIRST : null })}
      />
      {footer ? (
        <BuilderField
          label="Minutes"
          pointer={`${ofFooter}/code_expiration_minutes`}
          value={typeof minutes === 'number' && minutes > 0 ? String(minutes) : ''}
          onChange={(typed) =>
            dispatch({ do: 'minutes', minutes: Number(typed.replaceAll(/\D/g, '').slice(0, 3)) })
          }
          hint={`1 to ${LIMITS.codeMinutes}.`}
          className="max-w-36"
          control={{ inputMode: 'numeric', dir: 'ltr' }}
        />
      ) : null}
      {button ? (
        <OneTimePassword
          button={button}
          pointer={`${pointerOf(form, null, 'BUTTONS')}/buttons/0`}
          onChange={(next) => dispatch({ do: 'button', card: null, index: 0, button: next })}
        />
      ) : null}
    </Panel>
  );
}

const MINUTES_AT_FIRST = 10;

type OtpProps = { button: Parts; pointer: string; onChange: (button: Parts) => void };

function OneTimePassword({ button, pointer, onChange }: OtpProps) {
  const { findings } = useFieldFindings();
  const kind = otpKindOf(button);
  const apps = appsOf(button);
  const set = (name: string) => (value: string) => onChange({ ...button, [name]: value });
  const setApp = (index: number, name: string) => (value: string) =>
    onChange(withApps(button, apps.with(index, { ...apps[index], [name]: value })));
  return (
    <>
      <div data-pointer={`${pointer}/otp_type`}>
        <RadioCards
          label="The button"
          options={OTP_KINDS}
          value={kind}
          onChange={(next) => onChange(withOtpKind(button, next))}
        />
        <FieldFindings
          findings={[...findingsAt(findings, pointer), ...findingsAt(findings, `${pointer}/otp_type`)]}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <BuilderField
          label="Label of the button"
          isOptional
          pointer={`${pointer}/text`}
          value={textOf(button, 'text')}
          onChange={set('text')}
          limit={LIMITS.label}
        />
        {kind === 'COPY_CODE' ? null : (
          <BuilderField
            label="Label where the app fills it in"
            isOptional
            pointer={`${pointer}/autofill_text`}
            value={textOf(button, 'autofill_text')}
            onChange={set('autofill_text')}
            limit={LIMITS.label}
          />
        )}
      </div>
      {kind === 'COPY_CODE' ? null : (
        <div data-pointer={`${pointer}/supported_apps`} className="flex flex-col gap-3">
          <p className="text-sm leading-5 font-medium">Your Android apps</p>
          {apps.map((app, index) => (
            <div key={index} className="grid items-end gap-3 sm:grid-cols-[1fr_11rem_auto]">
              <BuilderField
                label={`Package name of app ${index + 1}`}
                pointer={null}
                value={textOf(app, 'package_name')}
                onChange={setApp(index, 'package_name')}
                control={{ dir: 'ltr', spellCheck: false, placeholder: 'com.example.shop' }}
              />
              <BuilderField
                label="Signature hash"
                pointer={null}
                value={textOf(app, 'signature_hash')}
                onChange={setApp(index, 'signature_hash')}
                control={{ dir: 'ltr', spellCheck: false, placeholder: 'K8a/AINcGX7' }}
              />
              <IconButton
                type="button"
                aria-label={`Remove app ${index + 1}`}
                icon={<Trash2 aria-hidden="true" />}
                onClick={() =>
                  onChange(
                    withApps(
                      button,
                      apps.filter((_, at) => at !== index),
                    ),
                  )
                }
              />
            </div>
          ))}
          <FieldFindings findings={findingsAt(findings, `${pointer}/supported_apps`)} />
          <Button
            size="small"
            className="self-start"
            disabledReason={apps.length >= LIMITS.apps ? `There can be ${LIMITS.apps} apps.` : null}
            onClick={() => onChange(withApps(button, [...apps, { package_name: '', signature_hash: '' }]))}
          >
            <Plus aria-hidden="true" /> Add an app
          </Button>
        </div>
      )}
      {kind === 'ZERO_TAP' ? (
        <div data-pointer={`${pointer}/zero_tap_terms_accepted`}>
          <Choice
            label="Accept Meta’s terms of zero-tap"
            says="Your app gets the code without a tap, and you answer for telling people so."
            isOn={button.zero_tap_terms_accepted === true}
            onChange={(isOn) => onChange({ ...button, zero_tap_terms_accepted: isOn })}
          />
          <FieldFindings findings={findingsAt(findings, `${pointer}/zero_tap_terms_accepted`)} />
        </div>
      ) : null}
    </>
  );
}

type ChoiceProps = { label: string; says: string; isOn: boolean; onChange: (isOn: boolean) => void };

function Choice({ label, says, isOn, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div>
        <p id={id} className="text-sm leading-5 font-medium">
          {label}
        </p>
        <p id={`${id}-says`} className="text-[13px] leading-5 text-ink-muted">
          {says}
        </p>
      </div>
      <Switch
        checked={isOn}
        onCheckedChange={onChange}
        aria-labelledby={id}
        aria-describedby={`${id}-says`}
      />
    </div>
  );
}
