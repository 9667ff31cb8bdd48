/** Name of this build, put in by `build.mjs`. */
declare const BUILD: string
/** The font's file, beside the script. */
declare const FONT_FILE: string

declare module '*.css' {
  const text: string
  export default text
}
