// preact renders components with state, context, fragments and errors to text.
import { h, Fragment, createContext, Component } from "preact";
import { useState, useContext, useMemo, useReducer, useId, useRef, useEffect } from "preact/hooks";
import render from "preact-render-to-string";

const Theme = createContext("light");
function Button({ kind = "plain", children, ...rest }) {
  const theme = useContext(Theme);
  return h("button", { class: `btn btn-${kind} ${theme}`, type: "button", ...rest }, children);
}
function Counter({ start }) {
  const [n] = useState(() => start * 2);
  const [state, dispatch] = useReducer((s, a) => s + a, 5);
  const doubled = useMemo(() => n * 2, [n]);
  const ref = useRef(null);
  useEffect(() => { throw new Error("effects do not run"); });
  return h("p", { ref, "data-n": n, style: { color: "red", "margin-top": 4, opacity: 0.5 } }, `count ${n} ${doubled} ${state}`, typeof dispatch);
}
class Clock extends Component {
  constructor(props) { super(props); this.state = { ticks: 1 }; }
  static getDerivedStateFromProps(props, state) { return { ticks: state.ticks + props.by }; }
  componentWillMount() { this.setState({ mounted: true }); }
  render({ by }, { ticks, mounted }) { return h("time", { datetime: by }, ticks, " ", String(mounted)); }
}
const Table = ({ rows }) => h("table", null, h("tbody", null, rows.map((r) => h("tr", { key: r.id, class: r.id % 2 ? "odd" : null }, Object.values(r).map((v) => h("td", null, v))))));
const App = () => h(Fragment, null,
  h("h1", { dangerouslySetInnerHTML: { __html: "<em>raw</em>" } }),
  h("input", { type: "checkbox", checked: true, disabled: false, value: 'a"b<c', tabIndex: 3 }), h("br"),
  h(Theme.Provider, { value: "dark" }, h(Button, { kind: "go", onClick: () => {}, "aria-label": "Go & see" }, "Go ", h("b", null, "now")), h(Button, null, 0, null, false, undefined, true, "x")),
  h(Button, { hidden: true }), h(Counter, { start: 4 }), h(Clock, { by: 3 }),
  h(Table, { rows: Array.from({ length: 30 }, (_, id) => ({ id, name: `row <${id}>`, square: id * id })) }),
  h("svg", { viewBox: "0 0 10 10", xlinkHref: "#a" }, h("path", { "stroke-width": 2, d: "M0 0" })), h("select", { value: "b" }, h("option", { value: "a" }, "A"), h("option", { value: "b" }, "B")), h("textarea", { value: "multi\nline" }));
const html = render(h(App));
console.log(html);
console.log(render(h("div", null, [1, [2, [h("i", null, 3)]]]), null), html.length);
try { render(h(() => { throw new TypeError("in a component"); })); } catch (e) { console.log(e.name, e.message); }
const Recurse = ({ n }) => n === 0 ? h("hr") : h("div", null, h(Recurse, { n: n - 1 }));
console.log(render(h(Recurse, { n: 100 })).length, typeof useId);
