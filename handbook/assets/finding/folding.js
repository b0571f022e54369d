// Texts as they are compared: a number is a number however it is written, and signs are nothing.

/** @typedef {{from: number, to: number, folded: string}} Piece  what a part of a text comes to */

const DIGITS = "〇一二三四五六七八九";
/** @type {Record<string, number>} */
const TENS = { 十: 10, 百: 100, 千: 1000 };
/** @type {Record<string, number>} */
const MYRIADS = { 千: 1e3, 万: 1e4, 亿: 1e8 };

const NUMERAL = "〇零一二两三四五六七八九十百千万亿";
// What stands behind a number that counts something: the 一 of 一般 and of 统一 stays a word.
const COUNTED =
  "条个天日月年元块次级档步项名位瓶双份磅分周季小工折张套页倍楼岁人种类点章款层股束盆篮支颗串只件间台本封届笔";
const PIECES = new RegExp([
  `百分之(?<share>[${NUMERAL}]+)`,
  "(?<digits>\\d+(?:,\\d{3})*(?:\\.\\d+)?)(?:\\s*(?<times>[万亿]|千(?=[元块])))?(?<sign>\\s*%)?",
  `(?<numeral>(?<=第)[${NUMERAL}]+|[一二两三四五六七八九十][${NUMERAL}]+|[一二两三四五六七八九十](?=[${COUNTED}]))`,
  "(?<gap>[\\s\\p{P}\\p{S}]+)",
  `[^\\d\\s\\p{P}\\p{S}第百〇零一二两三四五六七八九十]+|[^]`,
].join("|"), "gu");

/**
 * What of a text is compared.
 *
 * @param {string} text
 */
export function fold(text) {
  return pieces(text).map(({ folded }) => folded).join("");
}

/**
 * What each part of a text comes to, in order.
 *
 * @param {string} text
 */
export function pieces(text) {
  const narrow = text.replace(/[\uff01-\uff5e]/g, narrowed)
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  /** @type {Piece[]} */
  const found = [];
  for (const { 0: whole, index, groups = {} } of narrow.matchAll(PIECES)) {
    const to = index + whole.length;
    const before = found.at(-1)?.folded.at(-1) ?? "";
    found.push({ from: index, to, folded: folded(whole, groups, before, narrow[to] ?? "") });
  }
  return found;
}

/**
 * @param {string} whole
 * @param {Record<string, string | undefined>} groups
 * @param {string} before The sign before it, as it is compared.
 * @param {string} after The sign behind it.
 */
function folded(whole, { share, digits, times, sign, numeral, gap }, before, after) {
  if (share) return `${valueOf(share)}%`;
  if (digits) return counted(digits, times, after) + (sign ? "%" : "");
  if (numeral) return after === "折" ? discount(numeral) : String(valueOf(numeral));
  if (!gap) return whole;
  // Two numbers, and two words in letters, stay two.
  return [/\d/, /[a-z]/].some((kind) => kind.test(before) && kind.test(after)) ? " " : "";
}

/** @param {string} sign Of full width. */
function narrowed(sign) {
  return String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
}

/**
 * 1,000 and 10 万; 88 折 is 8.8 折.
 *
 * @param {string} digits
 * @param {string | undefined} times
 * @param {string} after
 */
function counted(digits, times, after) {
  const plain = digits.replaceAll(",", "");
  if (times) return String(Number(plain) * (MYRIADS[times] ?? 1));
  return after === "折" && /^[1-9]{2}$/.test(plain) ? [...plain].join(".") : plain;
}

/** 八八折 and 八折. @param {string} numeral */
function discount(numeral) {
  const digits = [...numeral].map((sign) => DIGITS.indexOf(sign));
  return digits.length === 2 && digits.every((each) => each > 0)
    ? digits.join(".")
    : String(valueOf(numeral));
}

/** What a numeral is worth: 二十, 一千五, 二〇二六. @param {string} numeral */
function valueOf(numeral) {
  const plain = numeral.replaceAll("两", "二").replaceAll("零", "〇");
  const digits = [...plain].map((sign) => DIGITS.indexOf(sign));
  if (digits.every((each) => each >= 0)) return Number(digits.join(""));
  let [total, part, digit, last] = [0, 0, 0, 1];
  for (const sign of plain) {
    const tens = TENS[sign];
    const myriads = MYRIADS[sign];
    if (tens) {
      part += (digit || 1) * tens;
      [digit, last] = [0, tens];
    } else if (myriads) {
      total = (total + part + digit || 1) * myriads;
      [part, digit, last] = [0, 0, myriads];
    } else {
      digit = DIGITS.indexOf(sign);
      if (digit === 0) last = 1;
    }
  }
  // 一百五 is 150, 一百〇五 is 105.
  return total + part + digit * Math.max(1, last / 10);
}
