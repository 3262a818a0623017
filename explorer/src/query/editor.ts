// An element -> an editor of GraphQL with completion and documentation, in a shadow tree, where its style sheet may stand.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, syntaxHighlighting, HighlightStyle } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { graphql, updateSchema } from "cm6-graphql";
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { ask, Refused } from "../graphql/request";
import type { Operation } from "../graphql/operations";
import { words } from "../words";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--doubt)" },
  { tag: [tags.string, tags.number, tags.bool], color: "var(--value)" },
  { tag: [tags.comment, tags.punctuation], color: "var(--quiet)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--panel)", fontSize: "13px" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-content": { caretColor: "var(--text)", fontFamily: "ui-monospace, monospace" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { color: "var(--quiet)", backgroundColor: "var(--ground)", border: "0" },
  ".cm-tooltip": { color: "var(--text)", backgroundColor: "var(--panel)", border: "1px solid var(--border)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--accent-ink)", backgroundColor: "var(--accent)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--hover) !important" },
});

/** Types a text as the browser would, which writes styles into what it edits: the page's policy refuses those. */
const typing = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const text = event.data;
    if (event.inputType !== "insertText" || text === null || view.composing) return false;
    event.preventDefault();
    const { from, to } = view.state.selection.main;
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    const taken = view.state.facet(EditorView.inputHandler).some((handler) => handler(view, from, to, text, insert));
    if (!taken) view.dispatch(insert());
    return true;
  },
});

let schema: Promise<IntrospectionQuery> | undefined;

/** What can be asked; it is read once. */
function introspected(): Promise<IntrospectionQuery> {
  schema ??= ask(getIntrospectionQuery({ descriptions: true }) as Operation<IntrospectionQuery, object>, {});
  return schema;
}

export interface Editor {
  text: () => string;
  write: (text: string) => void;
  end: () => void;
}

export function edit(host: HTMLElement, run: () => void): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      extensions: [
        EditorView.contentAttributes.of({ "aria-label": words.queryText }),
        typing,
        keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }]),
        lineNumbers(),
        EditorView.lineWrapping,
        history(),
        bracketMatching(),
        closeBrackets(),
        autocompletion(),
        graphql(),
        syntaxHighlighting(colours),
        look,
        keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      ],
    }),
  });
  view.scrollDOM.tabIndex = 0;
  // A service that tells nothing of its schema answers queries all the same; there is no completion then.
  introspected().then(
    (told) => updateSchema(view, buildClientSchema(told)),
    (error: unknown) => {
      if (!(error instanceof Refused)) throw error;
    },
  );
  return {
    text: () => view.state.doc.toString(),
    write: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    end: () => view.destroy(),
  };
}
