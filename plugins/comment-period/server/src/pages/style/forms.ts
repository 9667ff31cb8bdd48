/** Fields, errors, and what other media need. */
export const forms = `
.form-section{border-block-start:3px solid var(--accent);margin-block-start:2.5rem;scroll-margin-block-start:1rem}
.comment-form,.tracking-form{max-width:40rem}
.field{margin-block:1.3rem;border:0;padding:0;min-width:0}
.filters .field{margin-block:.6rem 0}
label,legend{display:block;font-weight:700;padding:0}
.optional{font-weight:400;color:var(--soft)}
.hint{color:var(--soft);margin-block:.1em .35em;font-size:.97rem}
.fault{color:var(--fault);font-weight:700;margin-block:.1em .35em}
.field-faulty{border-inline-start:5px solid var(--fault);padding-inline-start:.9rem}
input[type=text],input[type=search],textarea,select{display:block;width:100%;font:inherit;color:inherit;background:#fff;border:1px solid #66727b;border-radius:5px;padding:.5rem .7rem;min-height:2.9rem}
textarea{line-height:inherit;resize:vertical}
input[type=file]{display:block;width:100%;font:inherit;padding-block:.4rem}
[aria-invalid=true]{border:2px solid var(--fault)}
.code-input{font-family:ui-monospace,'Cascadia Mono',Consolas,monospace;max-width:24rem;letter-spacing:.05em}
.option{display:flex;gap:.7rem;align-items:center;font-weight:400;min-height:2.75rem;cursor:pointer}
.option input{inline-size:1.35rem;block-size:1.35rem;flex:none;margin:0;accent-color:var(--accent)}
.about{border:1px solid var(--line);border-radius:8px;padding:.4rem 1.1rem 1rem;margin-block:1.5rem;min-width:0}
.about legend{padding-inline:.4rem;font-size:1.1rem}
button{font:inherit;font-weight:700;color:#fff;background:var(--accent);border:2px solid var(--accent);border-radius:6px;padding:.55rem 1.6rem;min-height:3rem;cursor:pointer}
button:hover{background:var(--accent-dark);border-color:var(--accent-dark)}
.error-summary{border:3px solid var(--fault);border-radius:6px;background:var(--fault-tint);padding:.6rem 1.1rem;margin-block:1rem;max-width:46rem}
.error-summary h2{margin:0;font-size:1.15rem;color:var(--fault)}
.error-summary a{color:var(--fault);font-weight:700}
.kept-words textarea{background:var(--tint)}
.trap{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (forced-colors:active){
.phase,.card,.comment,button,.response,.error-summary,.field-faulty{border-color:CanvasText}
:focus-visible{outline-color:Highlight}
.clause:target{outline:2px solid Highlight}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
@page{margin:2cm}
body{font-size:11pt;line-height:1.7;color:#000}
.site-header,.site-footer,.skip-link,.form-section,.on-this-page,.paging,.feeds,.clause-act,.filters,.screen-only,.languages,.tracking-form{display:none}
main{max-width:none;padding:0}
.draft-layout{display:block}
.card,.comment,.clause,.response{break-inside:avoid;border-color:#000}
.phase{background:none;color:#000}
a{color:inherit}
.user-text,.record-text,.clause,.comment{max-width:none}
main a[href^='http']::after,main .ways-on a[href]::after{content:' (' attr(href) ')';unicode-bidi:isolate;direction:ltr;word-break:break-all;font-size:.85em}
details>summary{list-style:none}
h1,h2,h3{break-after:avoid}
}
`
