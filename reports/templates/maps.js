"use strict";
// Makes the drawn marks answer: a click shows the sentences, search and filters dim what does not fit.
const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const nodes = new Map([...document.querySelectorAll(".mark")].map((node) => [node.dataset.mark, node]));
const picked = new Set();   // states that may be shown; none: all
let words = [], chosen = null;

function make(tag, name, ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}

const proofs = (mark) => mark.proofs.map((number) => data.proofs[number]);
const texts = new Map(data.marks.map((mark) =>
  [mark.id, [mark.title, mark.kind, ...mark.lines, ...proofs(mark).flat()].join(" ").toLowerCase()]));

function badge(value) {
  const state = data.states[value];
  return make("span", "badge s-" + state.key, state.sign + " " + value);
}

/** Shows a mark with all its sentences; the focus goes there and comes back. */
function open(id) {
  const mark = data.marks.find((one) => one.id === id);
  if (chosen) nodes.get(chosen).classList.remove("chosen");
  chosen = id;
  nodes.get(id).classList.add("chosen");
  at("panel-kind").replaceChildren(mark.kind + " ", ...(mark.state ? [badge(mark.state)] : []));
  at("panel-title").textContent = mark.title;
  at("panel-lines").replaceChildren(...mark.lines.map((line) => make("li", "", line)));
  at("panel-proofs").replaceChildren(...proofs(mark).flatMap(([quote, document_, place]) =>
    [make("blockquote", "", "“" + quote + "”"), make("cite", "", "—— " + document_ + "，" + place)]));
  if (!mark.proofs.length) at("panel-proofs").replaceChildren(make("blockquote", "", "没有原文：文件没有说到这一点，不能当作缺失。"));
  at("panel").hidden = false;
  at("panel").scrollTop = 0;
  at("close").focus({ preventScroll: true });
}

function close() {
  if (!chosen) return;
  const node = nodes.get(chosen);
  node.classList.remove("chosen");
  chosen = null;
  at("panel").hidden = true;
  node.focus({ preventScroll: true });
}

const fits = (mark) => (!picked.size || picked.has(mark.state))
  && (!at("place").value || mark.places.includes(at("place").value))
  && words.every((word) => texts.get(mark.id).includes(word));

function show() {
  const active = words.length || picked.size || at("place").value;
  let found = 0;
  for (const mark of data.marks) {
    const good = !active || fits(mark);
    found += good;
    nodes.get(mark.id).classList.toggle("dim", !good);
    nodes.get(mark.id).classList.toggle("found", Boolean(active) && good);
  }
  at("count").textContent = active ? found + " / " + data.marks.length + " 个标记" : data.marks.length + " 个标记";
}

/** Enter in the search box goes to the first mark that fits, and opens it. */
function next() {
  const mark = data.marks.find(fits);
  if (!words.length || !mark) return;
  nodes.get(mark.id).scrollIntoView({ block: "center", inline: "center" });
  open(mark.id);
}

function tiles() {
  for (const [value, state] of Object.entries(data.states)) {
    const number = data.counts[value] || 0;
    const tile = make("button", "tile s-" + state.key, make("span", "sign", state.sign), make("span", "name", value),
      make("span", "number", String(number)), make("span", "what", state.what));
    tile.type = "button";
    tile.setAttribute("aria-pressed", "false");
    tile.addEventListener("click", () => {
      if (!picked.delete(value)) picked.add(value);
      tile.setAttribute("aria-pressed", String(picked.has(value)));
      show();
    });
    at("states").append(tile);
  }
}

function table() {
  const names = Object.fromEntries(data.maps.map((map) => [map.key, map.title]));
  at("rows").append(...data.marks.filter((mark) => mark.proofs.length).map((mark) => make("tr", "",
    make("td", "", names[mark.id.slice(0, mark.id.lastIndexOf("-"))]), make("td", "", mark.title),
    make("td", "", mark.state || ""),
    make("td", "", ...proofs(mark).map(([quote, document_, place]) =>
      make("p", "", "“" + quote + "” ", make("small", "", document_ + "，" + place)))))));
}

function start() {
  at("home").hidden = !data.home;
  at("summary").textContent = data.summary;
  at("note").textContent = data.note;
  at("footer").textContent = data.footer;
  at("tabs").append(...data.maps.map((map) => {
    const link = make("a", map.empty ? "blank" : "", map.title);
    link.href = "#" + map.key;
    return link;
  }));
  at("place").append(new Option("全部" + data.step, ""), ...data.counties.map((name) => new Option(name, name)));
  at("place").hidden = !data.counties.length;
  at("total").textContent = String(data.marks.filter((mark) => mark.proofs.length).length);
  tiles();
  show();
  at("place").addEventListener("change", show);
  at("search").addEventListener("input", () => {
    words = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    show();
  });
  at("search").addEventListener("keydown", (event) => { if (event.key === "Enter") next(); });
  at("print").addEventListener("click", () => window.print());
  at("close").addEventListener("click", close);
  document.addEventListener("click", (event) => {
    const node = event.target.closest(".mark");
    if (node) open(node.dataset.mark);
  });
  document.addEventListener("keydown", (event) => {
    const node = event.target.closest && event.target.closest(".mark");
    if (event.key === "Escape") close();
    else if (node && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); open(node.dataset.mark); }
  });
  const details = document.querySelector("details");
  details.addEventListener("toggle", () => { if (details.open && !at("rows").children.length) table(); });
  window.addEventListener("beforeprint", () => { details.open = true; if (!at("rows").children.length) table(); });
}

start();
