"use strict";
// All text goes into the page as text nodes: nothing that comes from a repository is ever markup.
(() => {
  const [NAME, ADDRESS, OUTCOME, RULES, FILES, ERROR, MESSAGE, REQUEST, SECONDS] = Array(9).keys();
  const PAGE = 100;
  const MESSAGES = 12;
  const byId = (id) => document.getElementById(id);
  const data = (id) => JSON.parse(byId(id)?.textContent ?? "null");
  const about = data("about");
  const rows = data("index");
  const outcomes = about.outcomes;
  const number = (value) => value.toLocaleString("en");
  const counted = (value, noun, plural = `${noun}s`) => `${number(value)} ${value === 1 ? noun : plural}`;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  const badge = (name) => make("span", { class: `badge ${name}` }, name);
  const sum = (row, place) => row[RULES].reduce((all, counts) => all + counts[place], 0);
  const isLink = (text) => /^https?:\/\//.test(text);
  const link = (text, to = text) => make("a", { href: to, rel: "noopener noreferrer" }, text);

  // What is shown

  const filter = { text: "", outcomes: new Set(), rule: "", message: "", order: "manifest" };
  const haystacks = rows.map((row) =>
    [row[NAME], row[ADDRESS], row[ERROR], row[MESSAGE], row[REQUEST], ...row[RULES].map(([code]) => `${code} ${about.rules[code]?.[0] ?? ""}`)].join("\n").toLowerCase());
  const messageKey = (row) => `${outcomes[row[OUTCOME]]}: ${row[MESSAGE]}`;
  const orders = {
    name: (one, other) => rows[one][NAME].localeCompare(rows[other][NAME]),
    findings: (one, other) => total(other) - total(one),
    left: (one, other) => sum(rows[other], 2) - sum(rows[one], 2),
    seconds: (one, other) => rows[other][SECONDS] - rows[one][SECONDS],
  };
  const total = (index) => sum(rows[index], 1) + sum(rows[index], 2);
  let found = [];
  let shown = 0;

  function matches(row, index, words) {
    return (!filter.outcomes.size || filter.outcomes.has(outcomes[row[OUTCOME]]))
      && (!filter.rule || row[RULES].some(([code]) => code === filter.rule))
      && (!filter.message || messageKey(row) === filter.message)
      && words.every((word) => haystacks[index].includes(word));
  }

  function choose() {
    const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
    found = [...rows.keys()].filter((index) => matches(rows[index], index, words));
    if (orders[filter.order]) found.sort(orders[filter.order]);
    shown = 0;
    byId("list").replaceChildren();
    showMore();
    const limits = [...filter.outcomes, filter.rule, filter.message].filter(Boolean);
    const all = counted(rows.length, "repository", "repositories");
    const chosen = found.length === rows.length ? all : `${number(found.length)} of ${all}`;
    byId("chosen").textContent = limits.length ? `${chosen} · only ${limits.join(" · ")}` : chosen;
    byId("clear").disabled = !limits.length && !filter.text;
    press();
    keep();
  }

  function showMore() {
    const next = found.slice(shown, shown + PAGE);
    byId("list").append(...next.map(repository));
    shown += next.length;
    const rest = found.length - shown;
    byId("more").hidden = rest === 0;
    byId("more").textContent = `Show ${number(Math.min(PAGE, rest))} more of ${number(rest)}`;
    return next.length;
  }

  function press() {
    for (const button of document.querySelectorAll("button[data-kind]")) {
      const { kind, value } = button.dataset;
      button.setAttribute("aria-pressed", kind === "outcome" ? filter.outcomes.has(value) : filter[kind] === value);
    }
  }

  // The address of the page names the filters, so that a view can be passed on.
  function keep() {
    const words = new URLSearchParams();
    if (filter.text) words.set("q", filter.text);
    for (const outcome of filter.outcomes) words.append("outcome", outcome);
    if (filter.rule) words.set("rule", filter.rule);
    if (filter.message) words.set("message", filter.message);
    if (filter.order !== "manifest") words.set("order", filter.order);
    try {
      history.replaceState(null, "", location.href.split("#")[0] + (`${words}` && `#${words}`));
    } catch { /* a browser that does not let pages from files */ }
  }

  function recall() {
    const words = new URLSearchParams(location.hash.slice(1));
    filter.text = words.get("q") ?? "";
    filter.outcomes = new Set(words.getAll("outcome").filter((name) => outcomes.includes(name)));
    filter.rule = words.get("rule") ?? "";
    filter.message = words.get("message") ?? "";
    filter.order = orders[words.get("order")] ? words.get("order") : "manifest";
    byId("search").value = filter.text;
    byId("order").value = filter.order;
  }

  // The overview

  function filterButton(kind, value, attributes, ...children) {
    const toggle = () => {
      if (kind !== "outcome") filter[kind] = filter[kind] === value ? "" : value;
      else if (!filter.outcomes.delete(value)) filter.outcomes.add(value);
      choose();
    };
    return make("button", { type: "button", "data-kind": kind, "data-value": value, "aria-pressed": "false", onclick: toggle, ...attributes }, ...children);
  }

  function overview() {
    const written = new Date(about.written);
    byId("stamp").append(`channels-fix ${about.version}, ${counted(rows.length, "repository", "repositories")}, written `,
      make("time", { datetime: about.written }, written.toLocaleString()));
    outcomes.forEach((name, place) => {
      const count = rows.reduce((all, row) => all + (row[OUTCOME] === place), 0);
      const part = make("i", { class: `fill-${name}` });
      part.style.flexGrow = count;
      byId("share").append(count ? part : "");
      byId("outcomes").append(filterButton("outcome", name, { class: `tile ${name}` }, make("b", {}, number(count)), make("span", {}, name)));
    });
    rules();
    messages();
  }

  function rules() {
    const counts = new Map();
    for (const row of rows) {
      for (const [code, fixed, left] of row[RULES]) {
        const known = counts.get(code) ?? [0, 0, 0];
        counts.set(code, [known[0] + fixed, known[1] + left, known[2] + 1]);
      }
    }
    const most = Math.max(...[...counts.values()].map(([fixed, left]) => fixed + left));
    const buttons = [...counts].sort().map(([code, [fixed, left, repositories]]) => {
      const [name, summary] = about.rules[code] ?? ["", ""];
      const track = make("span", { class: "track", "aria-hidden": "true" }, make("i", { class: "fill-fixed" }), make("i", { class: "fill-skipped" }));
      track.children[0].style.width = `${(100 * fixed) / most}%`;
      track.children[1].style.width = `${(100 * left) / most}%`;
      return filterButton("rule", code, { class: "rule", title: summary },
        make("span", {}, make("b", {}, code), ` ${name}`),
        make("span", { class: "count dim" }, `${number(fixed)} fixed, ${number(left)} left · ${counted(repositories, "repo")}`), track);
    });
    byId("rules").append(buttons.length ? make("div", { class: "group" }, buttons) : make("p", { class: "dim" }, "Nothing was found."));
  }

  function messages() {
    const counts = new Map();
    for (const row of rows.filter((each) => each[MESSAGE])) {
      const known = counts.get(messageKey(row));
      counts.set(messageKey(row), [row, (known?.[1] ?? 0) + 1]);
    }
    const sorted = [...counts].sort(([, one], [, other]) => other[0][OUTCOME] - one[0][OUTCOME] || other[1] - one[1]);
    const buttons = sorted.map(([key, [row, count]]) =>
      filterButton("message", key, { class: "message" }, badge(outcomes[row[OUTCOME]]), make("span", { class: "clamp" }, row[MESSAGE]), make("span", { class: "count dim" }, number(count))));
    const group = make("div", { class: "group" }, buttons.slice(0, MESSAGES));
    byId("messages").append(buttons.length ? group : make("p", { class: "dim" }, "Nothing."));
    if (buttons.length > MESSAGES) {
      const all = make("button", { type: "button", class: "more" }, `Show ${number(Math.min(buttons.length - MESSAGES, 500))} more of ${number(buttons.length - MESSAGES)}`);
      all.addEventListener("click", () => {
        group.append(...buttons.slice(MESSAGES, MESSAGES + 500));
        group.children[MESSAGES].focus();
        all.remove();
        press();
      });
      byId("messages").append(all);
    }
  }

  // One repository

  function once(details, fill) {
    const opened = () => {
      if (!details.open) return;
      details.removeEventListener("toggle", opened);
      details.append(fill());
    };
    details.addEventListener("toggle", opened);
    return details;
  }

  function repository(index) {
    const row = rows[index];
    const [fixed, left] = [sum(row, 1), sum(row, 2)];
    const facts = [fixed ? `${number(fixed)} fixed` : "", left ? `${number(left)} left` : "", row[FILES] ? counted(row[FILES], "file") : "", row[REQUEST] ? "pull request" : ""];
    const summary = make("summary", { class: "row" }, badge(outcomes[row[OUTCOME]]), make("span", { class: "name" }, row[NAME]),
      make("span", { class: "said clamp" }, row[ERROR]), make("span", { class: "facts" }, facts.filter(Boolean).join(" · ")));
    return make("li", {}, once(make("details", {}, summary), () => body(row, data(`d${index}`) ?? {})));
  }

  function body(row, detail) {
    const facts = make("dl", {});
    const fact = (name, ...value) => facts.append(make("dt", {}, name), make("dd", {}, ...value));
    const code = (text) => make("code", {}, text);
    fact("Address", isLink(row[ADDRESS]) ? link(row[ADDRESS]) : code(row[ADDRESS]));
    if (detail.base) fact("Looked at", code(detail.base), detail.baseCommit ? [" at ", code(detail.baseCommit.slice(0, 12))] : "");
    if (detail.branch) fact("Branch", code(detail.branch), detail.commit ? [" at ", code(detail.commit.slice(0, 12))] : "", detail.pushed ? ", pushed" : ", not pushed");
    if (row[REQUEST]) fact("Pull request", isLink(row[REQUEST]) ? link(row[REQUEST]) : row[REQUEST]);
    if (detail.patch) fact("Patch", link(detail.patch, encodeURI(detail.patch)));
    fact("Time", `${row[SECONDS].toFixed(1)} s`);
    if (row[ERROR]) fact(outcomes[row[OUTCOME]] === "failed" ? "Error" : "Note", row[ERROR]);
    const parts = [facts];
    if (detail.cut) parts.push(make("p", { class: "note" }, "This page is full: findings are in the JSON of the run, changes in the patch."));
    if (detail.notices) parts.push(make("h3", {}, "Notices"), make("ul", {}, detail.notices.map((notice) => make("li", {}, notice))));
    if (detail.findings) parts.push(make("h3", {}, "Findings"), make("ul", { class: "findings" }, detail.findings.map(finding)));
    if (detail.moreFindings) parts.push(make("p", { class: "note" }, `${number(detail.moreFindings)} more are in the JSON of the run.`));
    if (detail.files) parts.push(make("h3", {}, "Changes"), ...detail.files.map((file, place) => changed(file, place === 0, detail.patch)));
    if (detail.moreFiles) parts.push(make("p", { class: "note" }, `${counted(detail.moreFiles, "more file")} in the patch.`));
    if (detail.check) parts.push(make("h3", {}, "What the check said"), make("pre", { class: "output mono", tabindex: "0" }, detail.check));
    return make("div", { class: "body" }, parts);
  }

  function finding([code, filename, line, column, message, reason, state, applicability]) {
    const kinds = [["skipped", "left"], ["fixed", applicability === "unsafe" ? "fixed, look at it" : "fixed"], ["failed", "not delivered"]];
    return make("li", {}, make("div", { class: "head" }, badgeOf(...kinds[state]), make("b", { title: about.rules[code]?.[1] }, code), make("code", {}, `${filename}:${line}:${column}`)),
      make("p", {}, message), reason ? make("p", { class: "dim" }, reason) : "");
  }

  const badgeOf = (kind, text) => make("span", { class: `badge ${kind}` }, text);

  // Diffs: side by side where there is room, else one below the other

  const wide = matchMedia("(min-width: 60rem)");

  function changed([name, added, removed, hunks, isCut], isOpen, patch) {
    const summary = make("summary", {}, make("span", { class: "mono" }, name),
      make("span", { class: "count" }, make("span", { class: "plus" }, `+${number(added)}`), " ", make("span", { class: "minus" }, `−${number(removed)}`)));
    const details = once(make("details", { class: "file" }, summary), () => {
      const place = make("div", {});
      const draw = () => {
        if (place.isConnected || !place.firstChild) place.replaceChildren(diff(name, hunks));
        else wide.removeEventListener("change", draw);
      };
      draw();
      wide.addEventListener("change", draw);
      const where = patch ? ["The rest is in ", link(patch, encodeURI(patch)), "."] : ["The rest is left out."];
      return make("div", {}, place, isCut ? make("p", { class: "note" }, "Cut here: the diff is long. ", ...where) : "");
    });
    details.open = isOpen;
    return details;
  }

  function diff(name, hunks) {
    const titles = wide.matches ? ["Line", "Before", "Line", "After"] : ["Line", "Change"];
    const columns = titles.map((title) => make("col", { class: title === "Line" ? "number" : "" }));
    const head = make("tr", {}, titles.map((title) => make("th", { scope: "col" }, title)));
    const table = make("table", { class: "diff" }, make("caption", { class: "hidden" }, `Changes of ${name}`), make("colgroup", {}, columns), make("thead", { class: "hidden" }, head));
    const lines = make("tbody", {});
    hunks.forEach(([before, after, script], place) => {
      if (place || before > 1) lines.append(make("tr", { class: "skip-lines" }, make("td", { colspan: titles.length }, `Line ${number(before)}`)));
      for (const [gone, fresh] of pairs(script, before, after)) lines.append(...(wide.matches ? [beside(gone, fresh)] : below(gone, fresh)));
    });
    table.append(lines);
    return table;
  }

  // Yield what stands beside each other; in a narrow page a block's old lines come before all of its new ones.
  function* pairs(script, before, after) {
    let gone = [];
    let fresh = [];
    const block = () => {
      const both = Array.from({ length: Math.max(gone.length, fresh.length) }, (_, place) => [gone[place], fresh[place]]);
      for (const [one, other] of both) if (one && other) [one.mark, other.mark] = difference(one.text, other.text);
      const made = wide.matches ? both : [...gone.map((line) => [line, undefined]), ...fresh.map((line) => [undefined, line])];
      [gone, fresh] = [[], []];
      return made;
    };
    for (const line of script) {
      const text = line.slice(1);
      if (line[0] === "-") gone.push({ kind: "gone", sign: "−", number: before++, text });
      else if (line[0] === "+") fresh.push({ kind: "new", sign: "+", number: after++, text });
      else {
        yield* block();
        yield [{ kind: "", sign: " ", number: before++, text }, { kind: "", sign: " ", number: after++, text }];
      }
    }
    yield* block();
  }

  // Where two lines differ, as the range in each; nothing where they have too little in common.
  function difference(one, other) {
    const least = Math.min(one.length, other.length);
    let start = 0;
    while (start < least && one[start] === other[start]) start++;
    let end = 0;
    while (end < least - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
    return one.slice(0, start).trim().length + end < least / 4 ? [null, null] : [[start, one.length - end], [start, other.length - end]];
  }

  function cells(line) {
    if (!line) return [make("td", { class: "number blank" }), make("td", { class: "blank" })];
    const { kind, sign, text, mark } = line;
    const parts = mark && mark[0] < mark[1] ? [text.slice(0, mark[0]), make("mark", {}, text.slice(...mark)), text.slice(mark[1])] : [text];
    return [make("td", { class: `number ${kind}` }, String(line.number)), make("td", { class: `sign ${kind}` }, `${sign} `, parts)];
  }

  const beside = (gone, fresh) => make("tr", {}, cells(gone), cells(fresh));
  const below = (gone, fresh) => [make("tr", {}, cells(gone ?? fresh))];

  // Begin

  let typing = 0;
  byId("search").addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      filter.text = event.target.value;
      choose();
    }, 120);
  });
  byId("order").addEventListener("change", (event) => {
    filter.order = event.target.value;
    choose();
  });
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("controls").addEventListener("reset", () => {
    Object.assign(filter, { text: "", outcomes: new Set(), rule: "", message: "", order: "manifest" });
    choose();
    byId("search").focus();
  });
  byId("more").addEventListener("click", () => {
    const first = shown;
    showMore();
    byId("list").children[first].querySelector("summary").focus();
  });
  window.addEventListener("hashchange", () => {
    recall();
    choose();
  });
  overview();
  recall();
  choose();
})();
