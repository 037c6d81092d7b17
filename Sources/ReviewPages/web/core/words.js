/** The languages: every word a person reads comes from `words/`, by key. */

const storageKey = 'pantau.language';
const languages = ['en', 'id'];
const locales = { en: 'en-GB', id: 'id-ID' };

let current = 'en';
let words = {};
let plurals = new Intl.PluralRules('en');
let numbers = new Intl.NumberFormat('en-GB');

/** `en` or `id`. */
export const language = () => current;

/** The locale that numbers and dates are written in. */
export const locale = () => locales[current];

/** Names of the languages, each in itself. */
export const languageNames = { en: 'English', id: 'Bahasa Indonesia' };

function remembered() {
  try {
    const stored = localStorage.getItem(storageKey);
    if (languages.includes(stored)) return stored;
  } catch {
    // Storage may be forbidden; the browser's language decides then.
  }
  return (navigator.language ?? 'en').startsWith('id') ? 'id' : 'en';
}

/** Loads the remembered language, or that of the browser. */
export async function loadWords() {
  await use(remembered());
}

/** Changes the language for this browser; pages are mounted anew by whoever calls. */
export async function setLanguage(chosen) {
  await use(chosen);
  try {
    localStorage.setItem(storageKey, chosen);
  } catch {
    // It holds for this visit only.
  }
}

async function use(chosen) {
  const [shared, tools] = await Promise.all([
    import(`../words/${chosen}.js`), import(`../words/tools.${chosen}.js`),
  ]);
  current = chosen;
  words = { ...tools.default, ...shared.default };
  plurals = new Intl.PluralRules(chosen);
  numbers = new Intl.NumberFormat(locale());
  document.documentElement.lang = chosen;
}

/**
 * The words for `key`, with `{name}` replaced by `values.name`. Words with forms for one and many
 * are chosen by `values.count`. A key without words is shown as it is, so that it is noticed.
 * @param {string} key such as `inbox.title`
 * @param {Record<string, string|number>} [values]
 */
export function t(key, values = {}) {
  let text = words[key];
  if (text === undefined) return key;
  if (typeof text === 'object') text = text[plurals.select(values.count ?? 0)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    if (value === undefined || value === null) return whole;
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}

/** Whether there are words for `key`: for names that a newer server may send. */
export const hasWords = (key) => key in words;

/** Words for one of a family of names; the bare name, made readable, where the family has grown. */
export function named(family, name) {
  const key = `${family}.${name}`;
  return hasWords(key) ? t(key) : String(name).replaceAll('_', ' ');
}
