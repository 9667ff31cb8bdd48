/** Colours, type and the frame. Every pair of colours has a contrast of 4.5 : 1 or more. */
export const base = `
@font-face{font-family:Vazirmatn;font-weight:100 900;font-display:swap;src:url(fonts/vazirmatn-arabic.woff2) format('woff2');unicode-range:U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FEFC}
@font-face{font-family:Vazirmatn;font-weight:100 900;font-display:swap;src:url(fonts/vazirmatn-latin.woff2) format('woff2');unicode-range:U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-200B,U+2012-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD}
:root{--ink:#1c2329;--soft:#4b5760;--line:#c3ccd2;--paper:#fff;--tint:#f3f6f7;--accent:#0b5563;--accent-dark:#083f4a;--link:#0b4f8a;--fault:#a4161a;--fault-tint:#fdf1f1;--note:#7a4b00;--note-tint:#fdf6e7;--focus:#ffb300;color-scheme:light}
*,*::before,*::after{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-block-start:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font-family:Vazirmatn,Tahoma,'Segoe UI',system-ui,sans-serif;font-size:1.0625rem;line-height:1.85;overflow-wrap:break-word}
:lang(en){line-height:1.6}
h1,h2,h3{line-height:1.5;margin-block:1.6em .5em;font-weight:700;text-wrap:balance}
h1{font-size:1.65rem;margin-block-start:.6em}
h2{font-size:1.3rem}
h3{font-size:1.08rem}
p,ul,ol,dl{margin-block:.6em}
ul,ol{padding-inline-start:1.4em}
a{color:var(--link);text-decoration:underline;text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 6px var(--focus);border-radius:2px}
main:focus,.error-summary:focus{outline:none}
.skip-link{position:absolute;inset-inline-start:.5rem;inset-block-start:-6rem;background:var(--ink);color:#fff;padding:.6rem 1rem;z-index:9}
.skip-link:focus{inset-block-start:.5rem}
.site-header{background:var(--accent-dark);color:#fff}
.site-header-inner{max-width:72rem;margin-inline:auto;padding:.7rem 1rem;display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;align-items:center}
.site-header a{color:#fff}
.site-name{margin:0;font-weight:700;font-size:1.05rem}
.site-name a{text-decoration:none}
.site-name a:hover{text-decoration:underline}
.site-nav ul,.languages ul,.on-this-page ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:0 1.1rem}
.site-nav a,.languages a,.languages span,.on-this-page a{display:inline-block;padding-block:.45rem;min-height:2.75rem}
.site-nav [aria-current]{font-weight:700;text-decoration-thickness:3px}
.languages{margin-inline-start:auto}
.languages span{font-weight:700}
main{display:block;max-width:72rem;margin-inline:auto;padding:1rem 1rem 3rem}
.site-footer{border-block-start:1px solid var(--line);background:var(--tint);color:var(--soft)}
.site-footer p{max-width:72rem;margin:0 auto;padding:1rem;font-size:.95rem}
.lead{font-size:1.1rem;max-width:44rem}
.note{color:var(--soft);max-width:44rem}
.warning{background:var(--note-tint);color:var(--note);border-inline-start:4px solid var(--note);padding:.5rem .8rem}
.card{border:1px solid var(--line);border-radius:8px;padding:1rem 1.1rem;margin-block:1.1rem;background:var(--paper)}
.card>h2:first-child,.card>h3:first-child{margin-block-start:0}
.facts{margin-block:.8em}
.fact{margin-block:.65em}
.fact dt{color:var(--soft);font-size:.95rem}
.fact dd{margin:0}
.latin,.code,.hash{unicode-bidi:isolate}
.latin{font-variant-numeric:tabular-nums;display:inline-block;max-width:100%;overflow-wrap:anywhere}
.hash{font-family:ui-monospace,'Cascadia Mono',Consolas,monospace;font-size:.85rem;word-break:break-all}
.user-text,.record-text{white-space:pre-wrap;overflow-wrap:anywhere;max-width:44rem}
.user-text{unicode-bidi:plaintext;text-align:start}
bdi{overflow-wrap:anywhere}
.ways-on{list-style:none;padding:0}
.ways-on a{display:inline-block;padding-block:.35rem}
.refusal-code{color:var(--soft);font-size:.9rem}
.paging{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin-block:1.5rem}
.paging a{display:inline-block;padding:.55rem 1rem;border:1px solid var(--accent);border-radius:6px;color:var(--accent-dark);text-decoration:none}
.paging a:hover{background:var(--tint);text-decoration:underline}
`
