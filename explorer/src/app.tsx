// The page: search above, a view of the canvas below, panels around it.
import { key, locked } from "./graphql/request";
import { canvas, redo, redoes, undo, undoes } from "./history";
import { Later } from "./later";
import { asking, bundling, fit, helping, side, SIDES, timeline, turnSide, view, VIEWS } from "./look";
import { theme, turnTheme } from "./palette";
import { ExportMenu } from "./panels/export-menu";
import { Facets } from "./panels/facets";
import { GraphCanvas } from "./panels/graph-canvas";
import { Help } from "./panels/help";
import { Inspector } from "./panels/inspector";
import { LayoutMenu } from "./panels/layout-menu";
import { Measures } from "./panels/measures";
import { Notice } from "./panels/notice";
import { Paths } from "./panels/paths";
import { Reading } from "./panels/reading";
import { Review } from "./panels/review";
import { SavedViews } from "./panels/saved-views";
import { SearchBox } from "./panels/search-box";
import { Start } from "./panels/start";
import { Tables } from "./panels/table";
import { Timeline } from "./panels/timeline";
import { restore } from "./share";
import { clear } from "./verbs";
import { failed, said } from "./walk";
import { words } from "./words";

const loadMap = () => import("./map/map-view").then(({ MapView }) => MapView);
const loadQuery = () => import("./query/query-panel").then(({ QueryPanel }) => QueryPanel);

function Bar() {
  return (
    <header class="bar">
      <h1>{words.title}</h1>
      <SearchBox />
      <div class="tools" role="toolbar" aria-label={words.history}>
        <button onClick={undo} disabled={!undoes.value} title={undoes.value}>{words.undo}</button>
        <button onClick={redo} disabled={!redoes.value} title={redoes.value}>{words.redo}</button>
        <button onClick={turnTheme}>{words.theme[theme.value]}</button>
        <button aria-expanded={helping.value} onClick={() => (helping.value = !helping.value)}>{words.help}</button>
      </div>
    </header>
  );
}

function ViewBar() {
  const empty = !canvas.value.things.size;
  return (
    <div class="viewbar" role="toolbar" aria-label={words.view}>
      <div class="segments">
        {VIEWS.map((each) => (
          <button key={each} aria-pressed={view.value === each} onClick={() => (view.value = each)}>{words.views[each]}</button>
        ))}
      </div>
      <div class="segments">
        {SIDES.map((each) => (
          <button key={each} aria-pressed={side.value === each} onClick={() => turnSide(each)}>{words.sides[each]}</button>
        ))}
        <button aria-pressed={timeline.value} onClick={() => (timeline.value = !timeline.value)}>{words.timeline}</button>
        <button aria-pressed={asking.value} onClick={() => (asking.value = !asking.value)}>{words.query}</button>
      </div>
      <div class="tools">
        {view.value === "graph" && (
          <>
            <button onClick={fit} disabled={empty}>{words.fit}</button>
            <LayoutMenu />
            <button aria-pressed={bundling.value} disabled={empty} onClick={() => (bundling.value = !bundling.value)}>{words.bundles}</button>
          </>
        )}
        <button onClick={clear} disabled={empty}>{words.clear}</button>
        <ExportMenu />
      </div>
    </div>
  );
}

function Locked() {
  return (
    <form
      class="start"
      onSubmit={(event) => {
        event.preventDefault();
        key.value = String(new FormData(event.currentTarget).get("key") ?? "");
        locked.value = false;
        failed.value = null;
        void restore(location.hash);
      }}
    >
      <h2><label for="key">{words.key}</label></h2>
      <p>{words.keyHint}</p>
      <input id="key" name="key" type="password" autocomplete="off" /> <button>{words.enter}</button>
    </form>
  );
}

export function App() {
  const empty = !canvas.value.things.size;
  const error = failed.value;
  return (
    <>
      <Bar />
      <div class="stage">
        {side.value === "filters" && <Facets />}
        {side.value === "paths" && <Paths />}
        {side.value === "measures" && <Measures />}
        {side.value === "read" && <Reading />}
        {side.value === "review" && <Review />}
        {side.value === "saved" && <SavedViews />}
        <main class="views" aria-label={words.view}>
          <ViewBar />
          <div class={`view ${view.value}`}>
            <GraphCanvas />
            {view.value === "map" && <Later load={loadMap} />}
            {view.value === "table" && <Tables />}
            {locked.value ? <Locked /> : empty && <Start />}
            <Notice />
          </div>
          {timeline.value && <Timeline />}
          {asking.value && <Later load={loadQuery} />}
        </main>
        <Inspector />
      </div>
      {helping.value && <Help />}
      <p class="unseen" role="status">{said.value}</p>
      {error && (
        <p class="error" role="alert">
          {error.message} {error.hint} <button onClick={() => (failed.value = null)}>{words.close}</button>
        </p>
      )}
    </>
  );
}
