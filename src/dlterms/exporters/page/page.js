(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("_data").textContent);
  const word = data.words, MOST = 60, PADDING = 8, ZH = 20, EN = 15;
  const wide = matchMedia("(min-width: 56rem)"); // as in the style: list and entry side by side
  const SIGNS = { new: "○", learning: "◐", known: "●" };

  /* An element with attributes and what is in it; texts are texts, never markup. */
  const maker = (space) => (tag, attributes, ...within) => {
    const element = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...within);
    return element;
  };
  const make = maker("http://www.w3.org/1999/xhtml"), drawn = maker("http://www.w3.org/2000/svg");

  /* The terms: what stands in the articles, and what the data add. */
  const terms = [...document.querySelectorAll("article")].map((article, n) => {
    const [keys, width, height, standing, zhLines, enLines] = data.terms[n];
    const zh = article.querySelector("h3").firstChild.textContent.trim();
    const en = article.querySelector("h3 span")?.textContent ?? "";
    const pinyin = article.querySelector(".m i")?.textContent ?? "";
    return {
      n, article, zh, en, pinyin, width, height, standing, id: article.id, state: standing.split(",")[0],
      lines: [zhLines ?? [zh], enLines ?? (en ? [en] : [])],
      names: [[zh, en, article.id.replace(/-/g, " "), ...keys[0]], keys[1], keys[2]], sounds: keys[3],
    };
  });
  const byId = new Map(terms.map((term) => [term.id, term]));
  const find = finder(terms, data);

  /* The list: all terms by topic, or what was found. */
  const sign = (term) => (term.state ? `${SIGNS[term.state]} ` : "");
  const english = (text, kind = "") => make("span", { lang: "en", ...(kind && { class: kind }) }, text);
  function row(term) {
    const link = make("a", { href: `#${term.id}` }, make("b", {}, sign(term) + term.zh));
    if (term.en) link.append(english(term.en));
    return make("li", {}, link);
  }
  const everything = [...document.querySelectorAll("#_entries > section")].flatMap((section) => {
    const title = section.querySelector("h2").cloneNode(true);
    const rows = [...section.querySelectorAll("article")].map((article) => row(byId.get(article.id)));
    return [title, make("ol", {}, ...rows)];
  });
  function list() {
    const query = $("_query").value;
    if (!query.trim()) {
      $("_status").textContent = "";
      $("_index").replaceChildren(...everything);
    } else {
      const { found, exact } = find(query);
      const said = exact ? `${found.length} ${word.found}` : word.near;
      $("_status").textContent = found.length ? said : word.nothing;
      $("_index").replaceChildren(make("ol", {}, ...found.slice(0, MOST).map(row)));
      $("_index").scrollTop = 0;
    }
    mark();
  }
  function mark() {
    for (const link of document.querySelectorAll("#_index a, header nav a")) {
      const here = link.getAttribute("href") === (location.hash || "#");
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  /* The map of a term. */
  function map(term) {
    const [layers, lines] = data.maps[term.n];
    if (!layers) return "";
    const boxes = [], bands = [];
    layers.forEach(([left, ...places]) => {
      const before = boxes.length;
      for (let n = 0; n < places.length; n += 2) {
        const its = terms[places[n]];
        boxes.push({ term: its, x: left * data.unit, y: places[n + 1] * data.unit, layer: bands.length });
      }
      bands.push([left * data.unit, left * data.unit + Math.max(...boxes.slice(before).map((box) => box.term.width))]);
    });
    const traced = lines.map((line) => [].concat(line)).map(([ends, ...passed]) =>
      [boxes[Math.floor(ends / boxes.length)], boxes[ends % boxes.length], passed.map((y) => y * data.unit)]);
    const ys = traced.flatMap(([, , passed]) => passed);
    const top = Math.min(...boxes.map((box) => box.y - box.term.height / 2), ...ys) - 2;
    const bottom = Math.max(...boxes.map((box) => box.y + box.term.height / 2), ...ys) + 2;
    const width = bands[bands.length - 1][1] + 4;
    const picture = drawn("svg", { width, height: bottom - top, viewBox: `-2 ${top} ${width} ${bottom - top}` });
    for (const line of traced) picture.append(...stroke(bands, ...line));
    for (const box of boxes) picture.append(node(box, box.term === term));
    const pane = make("div", { class: "map" }, picture);
    pane.addEventListener("click", (event) => { walked = event.target.closest("a") !== null; });
    const caption = make("figcaption", {}, word.map, make("span", {}, states(boxes) || word.walk));
    return make("figure", { "aria-label": word.map }, caption, pane);
  }
  function states(boxes) {
    if (!boxes.some((box) => box.term.state)) return "";
    return Object.entries(SIGNS).map(([state, its]) => `${its} ${word[state]}`).join("   ");
  }
  function stroke(bands, from, to, passed) {
    let x = bands[from.layer][1], y = from.y;
    let d = `M${from.x + from.term.width} ${y}L${x} ${y}`;
    const curve = (nextX, nextY) => {
      const middle = (x + nextX) / 2;
      d += `C${middle} ${y} ${middle} ${nextY} ${nextX} ${nextY}`;
      [x, y] = [nextX, nextY];
    };
    passed.forEach((height, n) => {
      const [left, right] = bands[from.layer + n + 1];
      curve(left, height);
      d += `L${x = right} ${y}`;
    });
    curve(to.x, to.y);
    return [drawn("path", { d }), drawn("path", { class: "head", d: `M${to.x} ${to.y}l-7 -4v8z` })];
  }
  function node({ term, x, y }, current) {
    const { width, height } = term, [zh, en] = term.lines;
    const label = [term.zh, term.en, ...term.standing.split(",").filter(Boolean).map((each) => word[each])];
    const link = drawn("a", { href: `#${term.id}`, class: term.state, "aria-label": label.filter(Boolean).join(", ") });
    if (current) link.setAttribute("aria-current", "true");
    link.append(drawn("rect", { x, y: y - height / 2, width, height, rx: 7 }));
    let base = y - height / 2 + PADDING;
    for (const [kind, step, texts] of [["zh", ZH, zh], ["en", EN, en]]) {
      texts.forEach((text) => {
        base += step;
        const place = { class: kind, x: x + width / 2, y: base - step * 0.27, ...(kind === "en" && { lang: "en" }) };
        link.append(drawn("text", place, text));
      });
    }
    return link;
  }

  /* An entry, with its map, and with both names in its links. */
  let open = null, walked = false; // a step on the map keeps one there
  function entry(term) {
    const before = open?.querySelector("figure")?.getBoundingClientRect().top;
    shut();
    open = term.article;
    open.classList.add("open");
    complete(open);
    const picture = map(term);
    if (picture) open.insertBefore(picture, open.querySelector("dl"));
    const current = picture && picture.querySelector("[aria-current]");
    if (current) center(picture.querySelector(".map"), current);
    const pane = wide.matches ? $("_main") : document.scrollingElement;
    if (walked && current && before !== undefined) {
      pane.scrollTop += picture.getBoundingClientRect().top - before;
      current.focus({ preventScroll: true });
    } else {
      pane.scrollTop = 0;
      const title = open.querySelector("h3");
      title.tabIndex = -1;
      if (document.activeElement !== $("_query")) title.focus({ preventScroll: true });
    }
    walked = false;
    document.title = `${term.zh} ${term.en}`.trim();
  }
  function shut() {
    const left = open;
    left?.classList.remove("open");
    left?.querySelector("figure")?.remove();
    open = null;
    return left;
  }
  function center(pane, link) {
    const box = link.querySelector("rect").getBoundingClientRect(), whole = pane.getBoundingClientRect();
    pane.scrollLeft += box.left + box.width / 2 - whole.left - whole.width / 2;
    pane.scrollTop += box.top + box.height / 2 - whole.top - whole.height / 2;
  }
  function complete(article) {
    if (article.dataset.complete) return;
    article.dataset.complete = "1";
    for (const link of article.querySelectorAll("dd a")) {
      const term = byId.get(decoded(link.hash.slice(1)));
      if (term?.en && link.textContent === term.zh) link.append(" ", make("small", { lang: "en" }, term.en));
    }
  }

  /* Cards. */
  const cards = { direction: "zh-en", order: "learning-order", topic: "", deck: [], place: 0, turned: false };
  function choice(name, options) {
    const select = make("select", { name }, ...options.map(([value, text]) => make("option", { value }, text)));
    select.value = cards[name];
    select.addEventListener("change", () => { cards[name] = select.value; deal(); });
    return make("label", {}, word[name], select);
  }
  function button(text, act) {
    const made = make("button", { type: "button" }, text);
    made.addEventListener("click", act);
    return made;
  }
  function prepareCards() {
    const topics = [...document.querySelectorAll("#_entries h2")].map((title, n) => [String(n), title.textContent]);
    const card = make("button", { type: "button", id: "_card", "aria-live": "polite" });
    card.addEventListener("click", turn);
    const form = make("form", {},
      choice("direction", ["zh-en", "en-zh", "definition-term"].map((each) => [each, word[each]])),
      choice("order", ["learning-order", "shuffled"].map((each) => [each, word[each]])),
      choice("topic", [["", word.all], ...topics]));
    $("_cards").append(form, card,
      make("p", { class: "moves" }, button("←", () => move(-1)), make("span", { class: "place" }), button("→", () => move(1))),
      make("p", { class: "keys" }, word.keys));
    const [back, forth] = document.querySelectorAll(".moves button");
    back.setAttribute("aria-label", word.previous);
    forth.setAttribute("aria-label", word.next);
    deal();
  }
  function definitions(term) {
    return [...term.article.querySelectorAll("p:not(.m)")].map((text) =>
      make("span", { class: "text", ...(text.lang && { lang: text.lang }) }, text.textContent));
  }
  function deal() {
    const section = cards.topic === "" ? null : document.querySelectorAll("#_entries > section")[Number(cards.topic)];
    const fits = cards.direction === "definition-term" ? (term) => definitions(term).length : (term) => term.en;
    cards.deck = data.order.map((n) => terms[n])
      .filter((term) => (!section || section.contains(term.article)) && fits(term));
    if (cards.order === "shuffled") {
      for (let n = cards.deck.length - 1; n > 0; n--) {
        const other = Math.floor(Math.random() * (n + 1));
        [cards.deck[n], cards.deck[other]] = [cards.deck[other], cards.deck[n]];
      }
    }
    cards.place = 0;
    cards.turned = false;
    card();
  }
  function card() {
    const term = cards.deck[cards.place];
    document.querySelector(".place").textContent = term ? `${cards.place + 1} / ${cards.deck.length}` : "";
    $("_card").classList.toggle("turned", cards.turned);
    if (!term) return $("_card").replaceChildren(word["no cards"]);
    const zh = () => [make("b", {}, term.zh), ...(term.pinyin ? [make("span", { class: "pinyin" }, term.pinyin)] : [])];
    const en = () => [english(term.en || term.zh, "en")];
    const sides = {
      "zh-en": [() => [make("b", {}, term.zh)], () => [...en(), ...definitions(term)]],
      "en-zh": [en, () => [...zh(), ...definitions(term)]],
      "definition-term": [() => definitions(term), () => [...zh(), ...(term.en ? en() : [])]],
    }[cards.direction];
    const back = cards.turned ? [make("span", { class: "back" }, ...sides[1]())] : [];
    return $("_card").replaceChildren(make("span", {}, ...sides[0]()), ...back);
  }
  function turn() {
    cards.turned = !cards.turned;
    card();
  }
  function move(by) {
    if (!cards.deck.length) return;
    cards.place = (cards.place + by + cards.deck.length) % cards.deck.length;
    cards.turned = false;
    card();
  }

  /* Where one is: nothing, an entry's id, or /cards. */
  function back(id) {
    const link = [...document.querySelectorAll("#_index a")].find((each) => each.getAttribute("href") === `#${id}`);
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: "center" });
  }
  function decoded(hash) {
    try {
      return decodeURIComponent(hash);
    } catch {
      return hash; // a % that begins nothing
    }
  }
  function route() {
    const hash = decoded(location.hash.slice(1));
    const term = byId.get(hash), root = document.documentElement;
    root.classList.remove("at-list", "at-entry", "at-cards");
    root.classList.add(term ? "at-entry" : hash === "/cards" ? "at-cards" : "at-list");
    $("_cards").hidden = hash !== "/cards";
    if (term) entry(term);
    else {
      const left = shut();
      document.title = title;
      if (hash === "/cards") $("_card").focus();
      else if (left && !wide.matches) back(left.id);
    }
    mark();
    if (wide.matches) document.querySelector("#_index [aria-current]")?.scrollIntoView({ block: "nearest" });
  }
  const title = document.title;
  function seek() {
    if (!$("_finder").offsetParent) { // on a narrow screen, where it is on a page of its own
      location.hash = "";
      route();
    }
    $("_query").select();
  }
  function keys(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const field = event.target.closest("input, select, textarea");
    const links = [...document.querySelectorAll("#_index a")], here = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "/" && !field) seek();
    else if (step && (event.target === $("_query") || here >= 0)) (links[here + step] ?? $("_query")).focus();
    else if (event.key === "Enter" && event.target === $("_query")) {
      if ($("_query").value.trim() && links.length) location.hash = links[0].hash;
    } else if (!$("_cards").hidden && !field) {
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") move(event.key === "ArrowLeft" ? -1 : 1);
      else if ((event.key === " " || event.key === "Enter") && !event.target.closest("a, button")) turn();
      else return;
    } else return;
    event.preventDefault();
  }

  document.documentElement.classList.add("scripted");
  $("_query").addEventListener("input", list);
  document.querySelector("form[role=search]").addEventListener("submit", (event) => event.preventDefault());
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // its address is that of no entry
    $("_main").focus();
  });
  document.addEventListener("keydown", keys);
  addEventListener("hashchange", route);
  prepareCards();
  list();
  route();
})();
