
"use strict";
// Draws the rows. Text reaches the page through textContent and text nodes only.
const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const columnOf = (kind) => data.columns.findIndex((column) => column.kind === kind);
const PROOF = columnOf("proof"), STATE = columnOf("state"), STEP = 300;
const chosen = new Map();   // column number → the values that may be shown
const open = new Set();     // rows whose sentences are shown
let words = [], most = STEP, unfolded = false;

function make(tag, name, ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}

const plain = (value) => (Array.isArray(value) ? value.flat().join(" ") : String(value));
const texts = data.rows.map((row) => row.map(plain).join(" ").toLowerCase());

/** The text as nodes, with what is searched for marked. */
function marked(text) {
  if (!words.length) return [text];
  const low = text.toLowerCase(), nodes = [];
  let from = 0;
  while (from < text.length) {
    const hits = words.map((word) => [low.indexOf(word, from), word.length]).filter(([place]) => place >= 0);
    if (!hits.length) break;
    const [place, length] = hits.sort((one, other) => one[0] - other[0] || other[1] - one[1])[0];
    nodes.push(text.slice(from, place), make("mark", "", text.slice(place, place + length)));
    from = place + length;
  }
  return [...nodes, text.slice(from)];
}

function badge(value) {
  const state = data.states[value];
  return make("span", "badge s-" + state.key, state.sign + " " + value);
}

/** The first sentence, short; a click shows all of them. */
function opener(proofs, number) {
  const button = make("button", "quote", make("span", "words", ...marked("“" + proofs[0][0] + "”")));
  const more = proofs.length > 1 ? "（共 " + proofs.length + " 条）" : "";
  button.type = "button";
  button.setAttribute("aria-expanded", String(isOpen(number)));
  button.append(make("span", "hint", (isOpen(number) ? "▾ 收起" : "▸ " + proofs[0][1]) + more));
  return button;
}

const isOpen = (number) => unfolded || open.has(number);

function cell(value, column, number) {
  const node = make("td", column.kind + " " + column.name);
  node.dataset.head = column.head;
  if (value === "" || (Array.isArray(value) && !value.length)) node.classList.add("blank");
  else if (column.kind === "state") node.append(badge(value));
  else if (column.kind === "proof") node.append(opener(value, number));
  else if (column.kind === "list") node.append(make("ul", "", ...value.map((item) => make("li", "", ...marked(item)))));
  else node.append(make("span", "", ...marked(String(value))));
  return node;
}

function sheet(proofs) {
  const box = make("div", "sheet");
  for (const [quote, document_, place] of proofs)
    box.append(make("blockquote", "", ...marked("“" + quote + "”")), make("cite", "", "—— " + document_ + "，" + place));
  const node = make("td", "", box);
  node.colSpan = data.columns.length;
  return make("tr", "detail", node);
}

function draw(number) {
  const row = data.rows[number];
  const line = make("tr", "main", ...row.map((value, place) => cell(value, data.columns[place], number)));
  line.dataset.row = number;
  if (PROOF < 0 || !isOpen(number)) return [line];
  line.classList.add("open");
  return row[PROOF].length ? [line, sheet(row[PROOF])] : [line];
}

function fits(number) {
  for (const [place, values] of chosen) if (!values.has(String(data.rows[number][place]))) return false;
  return words.every((word) => texts[number].includes(word));
}

function show() {
  const found = [...data.rows.keys()].filter(fits);
  at("rows").replaceChildren(...found.slice(0, most).flatMap(draw));
  at("count").textContent = found.length === data.rows.length ? "共 " + found.length + " 行" : found.length + " / " + data.rows.length + " 行";
  at("empty").hidden = found.length > 0;
  at("empty").textContent = data.rows.length ? "没有符合条件的行，请放宽筛选。" : "没有结果。" + data.empty + "。";
  at("more").hidden = found.length <= most;
  at("more").textContent = "再显示 " + Math.min(STEP, found.length - most) + " 行";
}

/** A choice of one value of a column; shows everything again when it is taken back. */
function choose(place, values) {
  if (values.size) chosen.set(place, values);
  else chosen.delete(place);
  most = STEP;
  show();
}

function facet(column, place) {
  const values = [...new Set(data.rows.map((row) => String(row[place])))].filter(Boolean);
  if (values.length < 2) return;
  const list = make("select", "");
  list.setAttribute("aria-label", column.head);
  list.append(new Option("全部" + column.head, ""), ...values.map((value) => new Option(value, value)));
  list.addEventListener("change", () => choose(place, new Set(list.value ? [list.value] : [])));
  at("facets").append(list);
}

function tiles() {
  const picked = new Set();
  for (const [value, state] of Object.entries(data.states)) {
    const number = data.rows.filter((row) => row[STATE] === value).length;
    const tile = make("button", "tile s-" + state.key, make("span", "sign", state.sign), make("span", "name", value),
      make("span", "number", String(number)), make("span", "what", state.what));
    tile.type = "button";
    tile.title = state.what;
    tile.setAttribute("aria-pressed", "false");
    tile.addEventListener("click", () => {
      if (!picked.delete(value)) picked.add(value);
      tile.setAttribute("aria-pressed", String(picked.has(value)));
      choose(STATE, picked);
    });
    at("states").append(tile);
  }
  at("states").hidden = STATE < 0;
  at("note").hidden = !data.note;
  at("note").textContent = data.note && data.note + "。";
}

function start() {
  const documents = PROOF < 0 ? [] : [...new Set(data.rows.flatMap((row) => row[PROOF].map((proof) => proof[1])))].sort();
  const sentences = PROOF < 0 ? 0 : data.rows.reduce((sum, row) => sum + row[PROOF].length, 0);
  at("summary").textContent = data.rows.length + " 行" + (PROOF < 0 ? "" : "，" + sentences + " 条原文，来自 " + documents.length + " 份文件")
    + data.same.map((one) => "；" + one).join("");
  at("footer").textContent = (documents.length ? "文件：" + documents.join("、") + "。" : "") + "由链图（liantu）生成，离线可用。";
  at("heads").append(...data.columns.map((column) => make("th", column.kind, column.head)));
  for (const node of at("heads").children) node.scope = "col";
  data.columns.forEach((column, place) => column.facet && column.kind !== "state" && facet(column, place));
  tiles();
  at("unfold").hidden = PROOF < 0;
  at("search").addEventListener("input", () => {
    words = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    most = STEP;
    show();
  });
  at("unfold").addEventListener("click", () => {
    unfolded = !unfolded;
    open.clear();
    at("unfold").textContent = unfolded ? "收起全部原文" : "展开全部原文";
    at("unfold").setAttribute("aria-pressed", String(unfolded));
    show();
  });
  at("rows").addEventListener("click", (event) => {
    const line = event.target.closest("tr.main");
    // A click that ends a selection of text is no wish to open.
    if (!line || PROOF < 0 || unfolded || String(getSelection())) return;
    const number = Number(line.dataset.row);
    if (!open.delete(number)) open.add(number);
    if (line.nextElementSibling?.classList.contains("detail")) line.nextElementSibling.remove();
    const keyboard = line.contains(document.activeElement);
    const lines = draw(number);
    line.replaceWith(...lines);
    if (keyboard) lines[0].querySelector(".quote")?.focus();
  });
  at("more").addEventListener("click", () => { most += STEP; show(); });
  // On paper there is nothing to click: everything found, with all its sentences.
  let before = [];
  addEventListener("beforeprint", () => { before = [most, unfolded]; [most, unfolded] = [Infinity, true]; show(); });
  addEventListener("afterprint", () => { [most, unfolded] = before; show(); });
  show();
}
start();
