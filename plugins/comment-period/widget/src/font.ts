const FAMILY = 'Comment Period Vazirmatn'

let asked = false

/**
 * Fetches the font once for the page. An `@font-face` in a shadow root is ignored, and a font by
 * its address would need `font-src` in the host's policy; bytes need only `connect-src`. Until it
 * is there, and where it does not come, texts stand in a font of the system.
 */
export function loadFont(): void {
  if (asked || typeof FontFace !== 'function') return
  asked = true
  void fetch(new URL(`./${FONT_FILE}`, import.meta.url), { credentials: 'omit' })
    .then(async (answer) => {
      if (!answer.ok) return
      const face = new FontFace(FAMILY, await answer.arrayBuffer(), { weight: '100 900' })
      document.fonts.add(await face.load())
    })
    .catch(() => undefined)
}
