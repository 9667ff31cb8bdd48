/**
 * What the story says: Persian first, English under it, each on a line of its own, so that a
 * terminal that cannot turn Persian around still shows both in order.
 */
const out = (line = '') => process.stdout.write(`${line}\n`)

const toPersianDigits = (text) => String(text).replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit])

let chapters = 0

export function chapter(fa, en) {
  chapters += 1
  out()
  out('─'.repeat(64))
  out(`${toPersianDigits(chapters)}. ${fa}`)
  out(`${chapters}. ${en}`)
  out('─'.repeat(64))
}

export function tell(fa, en) {
  out()
  out(`  ${fa}`)
  out(`  ${en}`)
}

/** A fact under what was told last. */
export function fact(name, value) {
  out(`    ${name.padEnd(16)} ${value}`)
}

/** An address to open, alone on its line, so that a terminal makes a link of it. */
export function place(fa, en, address) {
  out(`    ${fa} · ${en}`)
  out(`      ${address}`)
}

/** A day or an instant, in both calendars. */
export function when({ fa, en }, moment) {
  out(`    ${fa}: ${moment.fa}`)
  out(`    ${en}: ${moment.en}`)
}

export function request({ method, path, status }) {
  const short = path
    .replace('/collection-types/plugin::comment-period.draft-regulation', '/…')
    .replace(/\?.*$/, '')
  out(`    ${method} ${short} → ${status}`)
}

export function sql(statement) {
  out(`    SQL> ${statement.replace(/\s+/g, ' ').trim()}`)
}

export function refusal({ status, code, fa, en }) {
  out(`    ✗ ${status === undefined ? '' : `HTTP ${status} `}${code}`)
  out(`      ${fa}`)
  out(`      ${en}`)
}

export function plain(line = '') {
  out(line)
}

/** Something is going on: one dot, on the line that is being written. */
export function dot() {
  process.stdout.write('.')
}
