/** Lists, drafts, comments, receipts. */
export const content = `
.letterhead{color:var(--soft);border-block-end:3px double var(--line);padding-block-end:.5rem}
.letterhead-lines{list-style:none;padding:0;margin:0;line-height:1.7}
.letterhead-docket{margin-block:.2em 0;color:var(--ink)}
.phase{display:inline-block;padding:.1rem .75rem;border-radius:99px;border:1px solid currentColor;font-weight:700;font-size:.95rem}
.phase-open{color:#0a5a35;background:#eaf6ef}
.phase-suspended{color:var(--note);background:var(--note-tint)}
.phase-closed{color:#39444c;background:#eef1f3}
.phase-issued{color:#083f4a;background:#e6f1f3}
.phase-withdrawn{color:var(--fault);background:var(--fault-tint)}
.drafts,.bodies,.comments{list-style:none;padding:0}
.draft-item,.body-item{border-block-end:1px solid var(--line);padding-block:1rem}
.draft-item h2,.body-item h2{font-size:1.18rem;margin:0}
.draft-item-facts,.comment-facts,.response-facts,.commitment-source,.file-size{color:var(--soft);font-size:.95rem;margin-block:.25em}
.draft-item-facts{display:flex;flex-wrap:wrap;gap:0 1.1rem}
.draft-item-period{display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center;margin-block:.5em}
.filters{background:var(--tint);border:1px solid var(--line);border-radius:8px;padding:.4rem 1rem 1rem;display:grid;gap:0 1rem}
.filters button{margin-block-start:1rem}
.on-this-page{border-block-end:1px solid var(--line)}
.time-left{font-size:1.15rem;margin-block:.4em}
.time-left-name{color:var(--soft);font-size:.95rem;display:block}
.events{margin-block-start:.8em}
summary{cursor:pointer;padding-block:.4rem;color:var(--link);text-decoration:underline;text-underline-offset:.2em}
.clause{max-width:44rem;border-block-start:1px solid #e3e8eb;padding-block:.2rem .6rem}
.clause:target,.comment:target{background:var(--note-tint);box-shadow:0 0 0 .6rem var(--note-tint)}
.clause-name{margin-block:.7em .2em}
.clause-chapter{border-block-start:2px solid var(--accent)}
.clause-chapter .clause-name{font-size:1.2rem}
.clause-note,.clause-item{margin-inline-start:1.2rem}
.clause-act{margin-block:.2em}
.clause-act a{display:inline-block;padding-block:.3rem;font-size:.95rem}
.text-hash{color:var(--soft);font-size:.9rem}
.counts{margin:0}
.count{display:flex;justify-content:space-between;gap:1rem;padding-block:.25rem;border-block-end:1px solid #e3e8eb}
.count dd{margin:0;font-weight:700}
.count-total dt{font-weight:700}
.comment{border:1px solid var(--line);border-radius:8px;padding:.4rem 1.1rem 1rem;margin-block:1rem;max-width:46rem}
.comment-heading{margin-block:.5em .1em}
.suggested-wording{border-inline-start:4px solid var(--line);padding-inline-start:.9rem;margin-block:.8em}
.suggested-wording-name{margin:0;color:var(--soft);font-size:.95rem}
.response{background:var(--tint);border-inline-start:4px solid var(--accent);padding:.4rem .9rem .7rem;margin-block-start:1rem}
.final-title{font-weight:700;font-size:1.15rem}
.report-table{border-collapse:collapse;width:100%;margin-block:.4rem 1.2rem;font-size:.97rem}
.report-table caption{text-align:start;font-weight:700;padding-block:.4rem}
.report-table th,.report-table td{border:1px solid var(--line);padding:.35rem .6rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}
.report-table th{background:var(--tint);font-weight:700;overflow-wrap:normal}
.report-table .number{text-align:center;white-space:nowrap;width:9rem}
.report-line{display:block}
.text .report-line{unicode-bidi:plaintext}
.report-foreword{border-inline-start:4px solid var(--accent);padding-inline-start:.9rem}
.commitments li{margin-block:.7em}
.rule{max-width:46rem}
.receipt{border:2px solid var(--accent);max-width:44rem}
.tracking-code{margin-block:.3em;line-height:1.4}
.code{font-family:ui-monospace,'Cascadia Mono',Consolas,monospace;font-size:clamp(1.15rem,5.6vw,2rem);font-weight:700;letter-spacing:.03em;white-space:nowrap;user-select:all}
.tracked-state{font-size:1.2rem;font-weight:700;margin:0}
.feeds{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;margin-block-start:1.6rem;font-size:.95rem}
@media (max-width:40rem){
.report-wide thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.report-wide tr,.report-wide td{display:block}
.report-wide tr{border:1px solid var(--line);border-radius:8px;margin-block:.7rem;padding:.3rem .2rem}
.report-wide td{border:0}
.report-wide .number{text-align:start;width:auto}
.report-wide td::before{content:attr(data-name);display:block;color:var(--soft);font-size:.9rem}
}
@media (min-width:64rem){
.draft-layout{display:grid;grid-template-columns:minmax(0,1fr) 21rem;gap:2.5rem;align-items:start}
.draft-side{grid-column:2;grid-row:1}
.draft-main{grid-column:1;grid-row:1}
.filters{grid-template-columns:2fr 2fr 1fr auto;align-items:end}
.filters button{margin-block-start:0}
}
`
