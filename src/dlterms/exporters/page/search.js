"use strict";

/* A function of what was typed: the terms that it finds, the best first, and whether they hold it or are only near. */
function finder(terms, data) {
  const simplified = new Map([...data.traditional[0]].map((sign, n) => [sign, [...data.traditional[1]][n]]));
  const usual = data.usual.map(([pattern, word]) => [new RegExp(pattern, "gu"), word]);
  const rank = new Map(data.order.map((n, place) => [n, place]));
  const LETTERS = "[\\p{L}\\p{N}\\p{M}+#*]", HAN = /\p{Script=Han}/u, LONGEST = 60;
  const PIECE = new RegExp(`\\p{Script=Han}|(?:(?!\\p{Script=Han})${LETTERS})+`, "gu");
  const INITIALS = 12.5; // after a name that begins so, before pinyin that does

  /* The form in which two spellings are equal, and where in it a word begins: each Chinese character is one. */
  function folded(text) {
    const starts = new Set();
    let form = "";
    for (const piece of text.normalize("NFKC").toLowerCase().match(PIECE) ?? []) {
      starts.add(form.length);
      form += simplified.get(piece) ?? piece;
    }
    return { text, form, starts };
  }
  const unaccented = (text) => text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/u\u0308/g, "v")
    .replace(/\p{M}/gu, "");
  /* Pinyin in syllables. A digit is a tone where a syllable stands before it: in `zan4tui4`, not in `L2` or `A2C`; of
     the last syllable the end may not be typed yet. */
  const SYLLABLE = /^\p{L}*([aeiou]|[ln]v)(ng?|r)?$/u;
  const syllables = (text) => unaccented(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean).flatMap((word) => {
    const parts = word.split(/[1-5]/), last = parts.pop(), ended = !last || SYLLABLE.test(last);
    const toned = parts.every((part) => SYLLABLE.test(part) && (ended || part.length > 1)) && /^\p{L}*$/u.test(last);
    return toned ? [...parts, ...(last ? [last] : [])] : [word];
  });
  for (const term of terms) {
    const sounds = [...(term.pinyin ? [syllables(term.pinyin)] : []), ...term.sounds.map((each) => each.split(" "))];
    const whole = sounds.map((sound) => sound.join(""));
    const umlauts = whole.filter((each) => each.includes("v")).map((each) => each.replace(/v/g, "u"));
    const spoken = (forms) => forms.map((form) => ({ form }));
    term.keys = [
      ...term.names.map((kind) => kind.map(folded).filter(({ form }) => form)),
      spoken([...whole, ...umlauts]), spoken(sounds.map((sound) => sound.map((each) => each[0]).join(""))),
    ];
  }

  /* How well a form fits a key, the least the best: what is so to the letter, but for capitals and signs, in the
     singular; what begins so; words inside; parts of words. Names come before pinyin, and a name that begins so before
     equal initials. */
  function fit({ form, text, starts }, query, kind) {
    if (form === query.form) return kind > 3 ? INITIALS : kind - (text === query.text ? 3 : 0);
    if (kind < 3 && form === query.singular) return 4 + kind;
    if (kind > 2 && query.form.length < 2) return null;
    const place = form.indexOf(query.form);
    if (!place) return 10 + kind;
    if (place < 0 || kind > 3 || kind === 3 && query.form.length < 4) return null;
    if (kind === 3 || HAN.test(query.form)) return 20 + kind;
    for (const start of starts) if (form.startsWith(query.form, start)) return 20 + kind;
    return query.form.length > 2 ? 30 + kind : null;
  }
  function score(term, names, sounds) {
    let best = null;
    term.keys.forEach((keys, kind) => keys.forEach((each) => {
      const query = kind < 3 ? names : sounds, grade = query.form ? fit(each, query, kind) : null;
      const whole = grade === null ? null : grade + each.form.length / 1e6;
      if (whole !== null && (best === null || whole < best)) best = whole;
    }));
    return best;
  }
  const sorted = (scored) => scored.filter(([grade]) => grade !== null)
    .sort((one, other) => one[0] - other[0] || rank.get(one[1].n) - rank.get(other[1].n)).map(([, term]) => term);

  /* Names that begin as a slip of what was typed would. */
  function slips({ form }) {
    const limit = form.length < 4 || form.length > LONGEST ? 0 : form.length < 8 || HAN.test(form) ? 1 : 2;
    const nearest = (term) => Math.min(...term.keys.slice(0, 4).flat().map((key) => {
      const edits = distance(form, key.form, limit);
      return edits > limit ? Infinity : edits + Math.abs(key.form.length - form.length) / 1e3;
    }));
    return limit ? sorted(terms.map((term) => [nearest(term), term]).filter(([edits]) => edits < Infinity)) : [];
  }
  /* Edits from a form to a beginning of a key, two letters that changed places being one; Infinity above the limit. */
  function distance(form, key, limit) {
    const width = Math.min(key.length, form.length + limit);
    let before = [], row = Array.from({ length: width + 1 }, (_, m) => m);
    for (let n = 1; n <= form.length; n++) {
      const next = new Array(width + 1).fill(Infinity);
      let least = n > limit ? Infinity : next[0] = n;
      for (let m = Math.max(1, n - limit); m <= Math.min(width, n + limit); m++) {
        const turned = n > 1 && m > 1 && form[n - 1] === key[m - 2] && form[n - 2] === key[m - 1];
        next[m] = Math.min(row[m] + 1, next[m - 1] + 1, row[m - 1] + (form[n - 1] !== key[m - 1]),
          turned ? before[m - 2] + 1 : Infinity);
        if (next[m] < least) least = next[m];
      }
      if (least > limit) return Infinity;
      [before, row] = [row, next];
    }
    return Math.min(...row);
  }

  /* Names within a phrase, none within a longer one: of `A 的 B` B is meant, else what stands first. */
  function within({ form, starts }) {
    const bounds = new Set([...starts, form.length]), found = [];
    for (const term of terms) {
      term.keys.slice(0, 3).forEach((keys, kind) => keys.forEach((key) => {
        const place = form.indexOf(key.form), end = place + key.form.length;
        if (bounds.has(place) && bounds.has(end) && (key.form.length > 1 || HAN.test(key.form))) {
          found.push({ term, kind, place, end });
        }
      }));
    }
    const outer = found.filter((one) => !found.some((other) =>
      other.place <= one.place && one.end <= other.end && other.end - other.place > one.end - one.place));
    const meant = form.lastIndexOf("的"), longest = Math.max(0, ...outer.map(({ place, end }) => end - place));
    const names = [...new Set(sorted(outer.map(({ term, kind, place, end }) =>
      [(place > meant ? 0 : 1e3) + place + kind / 10 - (end - place) / 1e3, term])))];
    return { names, most: longest * 2 > form.length };
  }

  return (typed) => {
    const text = typed.trim().slice(0, 200), query = { ...folded(text), text };
    query.singular = /[^su]s$/.test(query.form) && query.form.length > 3 ? query.form.slice(0, -1) : null;
    const sounds = { form: syllables(text).join("") };
    const said = { ...query, form: usual.reduce((form, [pattern, word]) => form.replace(pattern, word), query.form) };
    for (const each of said.form === query.form ? [query] : [query, said]) {
      const found = sorted(terms.map((term) => [score(term, each, sounds), term]));
      if (found.length) return { found, exact: true };
    }
    const { names, most } = within(said); // most of a Chinese phrase is no slip
    const near = most && HAN.test(said.form) ? [] : slips(query);
    return { found: near.length ? near : names, exact: false };
  };
}
