// A question that needs a reason -> a line to say why, and what is done with it.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { words } from "../words";

/** A form that writes something: its own parts, why, and the button. `done` is called once it is written. */
export function Reason({ children, verb, send, done }: {
  children?: ComponentChildren;
  verb: string;
  send: (reason: string, form: FormData) => Promise<boolean>;
  done: () => void;
}) {
  const [sending, setSending] = useState(false);
  const submit = async (form: FormData): Promise<void> => {
    setSending(true);
    const written = await send(String(form.get("reason") ?? "").trim(), form);
    setSending(false);
    if (written) done();
  };
  return (
    <form
      class="reason"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      {children}
      <label>{words.why}<input name="reason" required autocomplete="off" placeholder={words.whyHint} /></label>
      <div class="verbs">
        <button class="primary" disabled={sending}>{verb}</button>
        <button type="button" onClick={done}>{words.cancel}</button>
      </div>
    </form>
  );
}
