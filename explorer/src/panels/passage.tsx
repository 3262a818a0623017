// A claim -> the sentence that makes it, highlighted in its document's text, with who says so, where and when.
import { useEffect, useRef, useState } from "preact/hooks";
import { type Claim, textOf } from "../inspect";
import { pieces } from "../text/points";
import { saying } from "../text/saying";
import { words } from "../words";

export function Source({ claim, named }: { claim: Claim; named: boolean }) {
  const { statement } = claim;
  const document = statement.reportedIn;
  const address = document?.url && /^https?:/.test(document.url) ? document.url : null;
  return (
    <p class="source">
      {named && <strong>{saying(claim)}</strong>}
      {claim.modality !== "ACTUAL" && <span class="doubt">{claim.modality.toLowerCase()}</span>}
      {named && <br />}
      {address ? <a href={address} rel="noreferrer noopener" target="_blank">{document?.title ?? address}</a> : (document?.title ?? document?.outlet ?? words.note)}
      {document?.publishedAt && <time dateTime={document.publishedAt}> · {document.publishedAt}</time>}
      {(claim.row ?? statement.row) && <span> · {words.row(claim.row ?? statement.row ?? "")}</span>}
    </p>
  );
}

export function Passage({ claim }: { claim: Claim }) {
  const { statement, span } = claim;
  const [text, setText] = useState("");
  const mark = useRef<HTMLElement>(null);
  const document = statement.reportedIn?.id;
  useEffect(() => {
    let here = true;
    setText("");
    if (document && statement.span) textOf(document).then((read) => here && setText(read), () => undefined);
    return () => void (here = false);
  }, [document]);
  useEffect(() => {
    const box = mark.current?.closest(".text");
    if (box && mark.current) box.scrollTop = mark.current.offsetTop - box.clientHeight / 3;
  }, [text, claim.id]);
  if (!text || !statement.span) return statement.text ? <blockquote>{statement.text}</blockquote> : null;
  const cut = pieces(text, statement.span, span);
  const first = cut.findIndex((piece) => piece.mark);
  return (
    <div class="text" tabIndex={0} role="region" aria-label={words.textOf(claim.text ?? claim.field)}>
      {cut.map((piece, index) =>
        piece.mark ? (
          <mark key={index} class={piece.mark} ref={index === first ? mark : undefined}>{piece.text}</mark>
        ) : (
          piece.text
        ),
      )}
    </div>
  );
}
