"use strict";
// Draws the network. Places were computed beforehand; text reaches the page through textContent only.
const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const NAME = 0, FAMILY = 1, X = 2, Y = 3, COMMUNITY = 4, SHARE = 5;
const SOURCE = 0, TARGET = 1, SAYS = 2, YEAR = 3, PROOFS = 4;
const MANY = 5000;                  // edges of a network with more of them are drawn without arrows until one is near
const text = (number) => data.texts[number];
const shown = { families: new Set(data.families.map((_, place) => place)), year: data.years.length - 1, chosen: null, hops: 1, colour: "family" };

function make(tag, name, ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let ink = {};
function colours() {
  ink = { families: ["--firm", "--group", "--link"].map(token), edge: token("--edge-line"), dim: token("--dim"), text: token("--ink") };
}
const dark = matchMedia("(prefers-color-scheme: dark)");
/** A hue for each community, told apart by the golden angle; tiny parts are grey. */
const hue = (community) => community < 0 ? ink.edge : hex((community * 137.5) % 360, dark.matches ? 0.68 : 0.38);
function hex(degrees, light) {
  const part = (n) => {
    const k = (n + degrees / 30) % 12, a = 0.55 * Math.min(light, 1 - light);
    return Math.round(255 * (light - a * Math.max(-1, Math.min(k - 3, 9 - k, 1)))).toString(16).padStart(2, "0");
  };
  return "#" + part(0) + part(8) + part(4);
}

// ── the graph ────────────────────────────────────────────────────────────────────────────────────────────────────

const beside = data.nodes.map(() => []);
data.edges.forEach((edge, place) => {
  beside[edge[SOURCE]].push(place);
  beside[edge[TARGET]].push(place);
});
const graph = new vendor.Graph({ multi: true, type: "directed" });
const largest = Math.max(...data.nodes.map((node) => node[SHARE]), 1e-9);
const [base, more] = data.nodes.length > 2000 ? [0.8, 3.5] : data.nodes.length > 200 ? [2.2, 9] : [4, 9];
data.nodes.forEach((node, place) =>
  graph.addNode(place, { x: node[X], y: 1 - node[Y], size: base + more * Math.sqrt(node[SHARE] / largest), label: node[NAME] }));
data.edges.forEach((edge, place) => graph.addDirectedEdgeWithKey(place, edge[SOURCE], edge[TARGET], { size: 1 }));

/** The chosen node and everything at most so many steps away; null if nothing is chosen. */
let near = null;
function neighbourhood() {
  if (shown.chosen === null) return null;
  const found = new Set([shown.chosen]);
  let rim = [shown.chosen];
  for (let step = 0; step < shown.hops; step++) {
    const next = [];
    for (const node of rim) for (const place of beside[node]) {
      const edge = data.edges[place];
      const other = edge[SOURCE] === node ? edge[TARGET] : edge[SOURCE];
      if (visible(edge) && !found.has(other)) { found.add(other); next.push(other); }
    }
    rim = next;
  }
  return found;
}
const kept = (node) => shown.families.has(data.nodes[node][FAMILY]);
const visible = (edge) => edge[YEAR] <= shown.year && kept(edge[SOURCE]) && kept(edge[TARGET]);

function nodeLook(key, attributes) {
  const node = data.nodes[key], far = near && !near.has(Number(key));
  const colour = shown.colour === "family" ? ink.families[node[FAMILY]] : hue(node[COMMUNITY]);
  return { ...attributes, hidden: !kept(key), color: far ? ink.dim : colour, label: far ? "" : attributes.label,
    zIndex: far ? 0 : 1, highlighted: Number(key) === shown.chosen, forceLabel: Boolean(near) && !far && near.size < 60 };
}

function edgeLook(key, attributes) {
  const edge = data.edges[key], far = near && !(near.has(edge[SOURCE]) && near.has(edge[TARGET]));
  const touches = edge[SOURCE] === shown.chosen || edge[TARGET] === shown.chosen;
  return { ...attributes, hidden: !visible(edge) || (far && data.edges.length > MANY), color: far ? ink.dim : touches ? ink.text : ink.edge,
    type: near && !far ? "arrow" : data.edges.length > MANY ? "line" : "arrow", size: touches ? 2 : 1, zIndex: touches ? 1 : 0 };
}

colours();
const picture = new vendor.Sigma(graph, at("stage"), {
  nodeReducer: nodeLook, edgeReducer: edgeLook, zIndex: true, hideEdgesOnMove: data.edges.length > MANY,
  labelFont: getComputedStyle(document.body).fontFamily, labelSize: 13, labelRenderedSizeThreshold: data.nodes.length > 2000 ? 4 : 5,
  labelColor: { color: ink.text }, minEdgeThickness: data.edges.length > MANY ? 0.6 : 1.3, stagePadding: 24, allowInvalidContainer: true,
});

// ── what is chosen ───────────────────────────────────────────────────────────────────────────────────────────────

function choose(node) {
  shown.chosen = node;
  redraw();
}

function redraw() {
  near = neighbourhood();
  picture.refresh({ skipIndexation: true });
  tell();
}

function relation(place) {
  const edge = data.edges[place], out = edge[SOURCE] === shown.chosen;
  const other = out ? edge[TARGET] : edge[SOURCE];
  const button = make("button", "f" + data.nodes[other][FAMILY], make("span", "dot"), data.nodes[other][NAME]);
  button.type = "button";
  button.addEventListener("click", () => choose(other));
  const line = make("li", "", make("span", "says", (out ? "→ " : "← ") + text(edge[SAYS])), button);
  for (const [quote, document_, spot] of edge[PROOFS])
    line.append(make("blockquote", "", "“" + text(quote) + "”"), make("cite", "", "—— " + text(document_) + "，" + text(spot)));
  return line;
}

/** The side panel: the chosen name with its relations, or the best connected names to start from. */
function tell() {
  const chosen = shown.chosen;
  if (chosen === null) {
    const first = [...data.nodes.keys()].filter(kept).sort((a, b) => data.nodes[b][SHARE] - data.nodes[a][SHARE] || a - b).slice(0, 15);
    at("name").textContent = "点选一个名称";
    at("about").textContent = "看它的上下游和每条关系的原文。联系最多的有：";
    at("relations").replaceChildren(...first.map((node) => {
      const button = make("button", "f" + data.nodes[node][FAMILY], make("span", "dot"), data.nodes[node][NAME]);
      button.type = "button";
      button.addEventListener("click", () => choose(node));
      return make("li", "", button, make("span", "says", beside[node].length + " 条关系"));
    }));
    return;
  }
  const edges = beside[chosen].filter((place) => visible(data.edges[place]));
  at("name").textContent = data.nodes[chosen][NAME];
  at("about").textContent = data.families[data.nodes[chosen][FAMILY]][0] + "，" + edges.length + " 条关系，" + shown.hops + " 步之内 " + (near.size - 1) + " 个";
  at("relations").replaceChildren(...edges.map(relation));
  at("panel").scrollTop = 0;
}

function find(words) {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return choose(null);
  const names = data.nodes.map((node) => node[NAME].toLowerCase());
  const exact = names.indexOf(wanted);
  const some = exact >= 0 ? exact : names.findIndex((name) => name.includes(wanted));
  if (some < 0) {
    at("name").textContent = "没有找到“" + words.trim() + "”";
    at("about").textContent = "请换一个词，或点“全部显示”。";
    at("relations").replaceChildren();
    return;
  }
  choose(some);
  const place = picture.getNodeDisplayData(some);
  if (place) picture.getCamera().animate({ x: place.x, y: place.y, ratio: 0.35 }, { duration: 300 });
}

// ── tools ────────────────────────────────────────────────────────────────────────────────────────────────────────

function start() {
  at("summary").textContent = data.nodes.length + " 个名称，" + data.edges.length + " 条关系；箭头为方向，圆越大联系越多";
  at("names").append(...data.nodes.slice(0, 4000).map((node) => new Option(node[NAME])));
  data.families.forEach(([label, number], place) => {
    const button = make("button", "f" + place, make("span", "dot"), label + " " + number);
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      if (!shown.families.delete(place)) shown.families.add(place);
      button.setAttribute("aria-pressed", String(shown.families.has(place)));
      redraw();
    });
    at("families").append(button);
  });
  at("search").addEventListener("change", () => find(at("search").value));
  at("hops").addEventListener("change", () => { shown.hops = Number(at("hops").value); redraw(); });
  at("colour").addEventListener("change", () => { shown.colour = at("colour").value; redraw(); });
  at("reset").addEventListener("click", () => {
    at("search").value = "";
    picture.getCamera().animatedReset({ duration: 300 });
    choose(null);
  });
  if (data.years.length > 1) {
    at("time").hidden = false;
    at("year").max = at("year").value = data.years.length - 1;
    at("until").textContent = data.years[shown.year];
    at("year").addEventListener("input", () => {
      shown.year = Number(at("year").value);
      at("until").textContent = data.years[shown.year];
      redraw();
    });
  }
  picture.on("clickNode", ({ node }) => choose(Number(node)));
  picture.on("clickStage", () => choose(null));
  dark.addEventListener("change", () => {
    colours();
    picture.setSetting("labelColor", { color: ink.text });
    redraw();
  });
  at("footer").textContent = "未提及 ≠ 没有：图上只有文件写明的关系。由链图（liantu）生成，离线可用。";
  tell();
  // A link to a name: 网络.html#明川精密
  const linked = () => location.hash && find(decodeURIComponent(location.hash.slice(1)));
  addEventListener("hashchange", linked);
  linked();
}
start();
