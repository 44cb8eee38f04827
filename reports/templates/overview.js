"use strict";
// Draws the chapters. Text reaches the page through textContent and text nodes only.
const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const MOST = 30;            // rows of a table until all are asked for
const whole = new Set();    // tables that show all their rows
let words = [];

function make(tag, name, ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}

function badge(value) {
  const state = data.states[value];
  return make("span", "badge s-" + state.key, state.sign + " " + value);
}

const proofs = (numbers) => numbers.map((number) => data.proofs[number]);

const sheet = (numbers) => make("div", "sheet", ...proofs(numbers).flatMap(([quote, document_, place]) =>
  [make("blockquote", "", "“" + quote + "”"), make("cite", "", "—— " + document_ + "，" + place)]));

/** Words that open their sentences below the paragraph. */
function paragraph(pieces) {
  const line = make("p", "words"), box = make("div", "");
  for (const [text, numbers] of pieces) {
    if (!numbers.length) { line.append(text); continue; }
    const button = make("button", "", text);
    button.type = "button";
    button.title = "看原文";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "true";
      for (const other of line.querySelectorAll("button")) other.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-expanded", String(!open));
      box.replaceChildren(...(open ? [] : [sheet(numbers)]));
    });
    line.append(button);
  }
  return make("div", "", line, box);
}

/** How many links are in each state, as parts of one bar. */
function bar(counts) {
  const box = make("div", "parts");
  box.setAttribute("role", "img");
  const names = Object.keys(data.states);
  box.setAttribute("aria-label", names.map((name, place) => name + counts[place]).join("，"));
  counts.forEach((count, place) => {
    if (!count) return;
    const state = data.states[names[place]];
    const part = make("span", "s-" + state.key, String(count));
    part.style.flexGrow = String(count);
    part.title = names[place] + " " + count + " 个环节";
    box.append(part);
  });
  return box;
}

function first(numbers) {
  const [quote] = proofs(numbers)[0];
  const short = quote.length > 60 ? quote.slice(0, 60) + "…" : quote;
  return make("details", "", make("summary", "", "“" + short + "” ", make("small", "", "原文 " + numbers.length + " 条")), sheet(numbers));
}

function content(value, column) {
  if (column.kind === "state") return badge(value);
  if (column.kind === "proof") return first(value);
  if (column.kind === "bar") return bar(value);
  if (column.kind === "list") return make("span", "", value.join(column.name === "reasons" ? "；" : "、"));
  const page = column.name === "chain" && data.pages[value];
  if (!page) return make("span", "", String(value));
  const link = make("a", "", value);
  link.href = encodeURIComponent(page);
  return link;
}

function row(values, columns) {
  return make("tr", "", ...values.map((value, place) => {
    const blank = value === "" || value === null || (Array.isArray(value) && !value.length);
    const node = make("td", columns[place].kind + (blank ? " blank" : ""), ...(blank ? [] : [content(value, columns[place])]));
    node.dataset.head = columns[place].head;
    return node;
  }));
}

const textOf = (values, columns) => values.map((value, place) =>
  columns[place].kind === "proof" ? proofs(value).flat().join(" ") : String(value)).join(" ").toLowerCase();

function table(chapter) {
  const rows = chapter.rows.filter((values, number) => words.every((word) => chapter.texts[number].includes(word)));
  const heads = chapter.columns.map((column) => {
    const head = make("th", column.kind, column.head);
    head.scope = "col";
    return head;
  });
  const shown = whole.has(chapter.key) ? rows : rows.slice(0, MOST);
  const parts = [make("table", "", make("thead", "", make("tr", "", ...heads)),
    make("tbody", "", ...shown.map((values) => row(values, chapter.columns))))];
  if (rows.length > shown.length) {
    const more = make("button", "more", "显示全部 " + rows.length + " 行");
    more.type = "button";
    more.addEventListener("click", () => { whole.add(chapter.key); show(); });
    parts.push(more);
  }
  if (!rows.length) return [make("p", "empty", words.length ? "没有符合的行" : chapter.empty), 0];
  return [make("div", "", ...parts), rows.length];
}

function show() {
  let found = 0;
  for (const chapter of data.chapters) {
    const [node, rows] = table(chapter);
    at("table-" + chapter.key).replaceChildren(node);
    found += rows;
  }
  at("count").textContent = words.length ? found + " 行" : "";
}

function tiles() {
  for (const [value, state] of Object.entries(data.states)) {
    at("states").append(make("div", "tile s-" + state.key, make("span", "sign", state.sign), make("span", "name", value),
      make("span", "number", String(data.counts[value])), make("span", "what", state.what)));
  }
}

function start() {
  at("summary").textContent = data.summary;
  at("note").textContent = data.note;
  at("footer").textContent = data.footer;
  tiles();
  for (const chapter of data.chapters) {
    chapter.texts = chapter.rows.map((values) => textOf(values, chapter.columns));
    const link = make("a", "", chapter.title);
    link.href = "#" + chapter.key;
    at("tabs").append(link);
    const place = make("div", "");
    place.id = "table-" + chapter.key;
    const node = make("section", "chapter", make("h2", "", chapter.title), ...chapter.paragraphs.map(paragraph),
      ...(chapter.note ? [make("p", "note", chapter.note)] : []), place);
    node.id = chapter.key;
    at("chapters").append(node);
  }
  show();
  at("search").addEventListener("input", () => {
    words = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    show();
  });
  at("print").addEventListener("click", () => window.print());
}

start();
