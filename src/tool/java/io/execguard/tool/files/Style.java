package io.execguard.tool.files;

/// How the page looks, on a screen and on paper.
public final class Style {
  public static final String CSS =
      """
      :root { color-scheme: light; }
      body { font: 15px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0 auto; max-width: 76rem;
        padding: 2rem; }
      h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; }
      h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; border-bottom: 2px solid #1b1b1b; padding-bottom: .2rem; }
      h3 { font-size: 1.05rem; margin: 1.5rem 0 .3rem; overflow-wrap: anywhere; }
      h4 { font-size: .95rem; margin: 1rem 0 .2rem; overflow-wrap: anywhere; }
      p { max-width: 52rem; margin: .5rem 0; }
      .facts { color: #444; margin: 0 0 1.2rem; }
      .answer { border: 2px solid #1b1b1b; border-left-width: .7rem; padding: .6rem 1rem; font-size: 1.1rem;
        max-width: none; }
      .first { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 2.5rem; }
      .first h2:first-child { margin-top: 0; }
      .first h2 { font-size: 1.05rem; margin: 1.2rem 0 0; border: 0; padding: 0; }
      .first .answer { margin-top: 0; }
      .first h2 + table td:first-child { min-width: 5rem; }
      table { border-collapse: collapse; margin: .8rem 0; font-size: .87rem; max-width: 100%; }
      table.f { table-layout: fixed; width: 100%; }
      .f th:nth-child(1) { width: 11.5%; }
      .f th:nth-child(2) { width: 16%; }
      .f th:nth-child(3) { width: 21%; }
      .f th:nth-child(4) { width: 14%; }
      .f th:nth-child(5) { width: 19%; }
      .z { display: inline-block; box-sizing: border-box; width: 33.3%; vertical-align: top; padding-right: 1.5rem; }
      .z h3 { font-size: .93rem; }
      .z p { font-size: .87rem; margin: .2rem 0; }
      .y { display: inline-block; vertical-align: top; margin-right: 2.5rem; max-width: 100%; }
      .u { min-width: 11rem; height: 1.6rem; }
      a { color: inherit; }
      th { text-align: left; background: #eee; border-bottom: 2px solid #777; }
      th, td { box-sizing: border-box; padding: .3rem .55rem; vertical-align: top; unicode-bidi: isolate; overflow-wrap: anywhere; }
      th { overflow-wrap: break-word; }
      td { border-bottom: 1px solid #ccc; }
      .g th { background: #f7f7f7; border-bottom: 1px solid #777; }
      .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      table:not(.f) .t { white-space: nowrap; }
      .t { font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
      .c, code, pre { font-family: ui-monospace, monospace; font-size: .82rem; }
      small { color: #444; }
      .s { white-space: nowrap; font-weight: 600; }
      code { background: #f1f1f1; border: 1px solid #ccc; border-radius: 2px; padding: 0 .25em; unicode-bidi: isolate;
        white-space: pre-wrap; overflow-wrap: anywhere; }
      pre { background: #f7f7f7; border: 1px solid #ccc; padding: .7rem; white-space: pre-wrap; overflow-wrap: anywhere; }
      svg { display: block; width: 100%; height: auto; margin: .8rem 0; }
      svg text { font: 11px system-ui, sans-serif; fill: #1b1b1b; }
      svg .big { font-weight: 700; font-size: 12px; }
      .none { color: #444; font-style: italic; }
      @media screen and (max-width: 900px) { .first { display: block; } }
      @media screen and (max-width: 700px) {
        body { padding: .9rem; }
        h1 { font-size: 1.4rem; }
        .z { display: block; width: auto; padding: 0; }
        .f, .w, .f tbody, .w tbody, .f tr, .w tr { display: block; width: auto; }
        .f thead, .w thead { display: block; position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden;
          white-space: nowrap; }
        .f tr, .w tr { border: 1px solid #777; border-left-width: .35rem; margin: .6rem 0; padding: .2rem .5rem; }
        .f td, .w td { display: flow-root; width: auto; border: 0; padding: .15rem 0 .15rem 6.2rem; text-align: left;
          white-space: normal; min-height: 1.3rem; }
        .f td:empty, .w td:empty { display: none; }
        .w td.u:empty { display: flow-root; height: auto; border-bottom: 1px solid #777; }
        .f td::before, .w td::before { float: left; width: 5.8rem; margin-left: -6.2rem; color: #444;
          overflow-wrap: break-word; font: .78rem/1.4 system-ui, sans-serif; }
        .f .g { border: 0; padding: 0; margin-bottom: 0; }
        .f .g th { display: block; width: auto; }
        table:not(.f) .t, .s { white-space: normal; }
        .u { min-width: 3rem; }
      }
      @page { size: landscape; margin: 8mm 8mm 10mm;
        @bottom-left { content: "Exec Guard: report"; font: 7pt system-ui, sans-serif; }
        @bottom-right { content: "page " counter(page) " of " counter(pages); font: 7pt system-ui, sans-serif; } }
      @media print {
        body { max-width: none; padding: 0; font-size: 7pt; line-height: 1.2; }
        h1 { font-size: 15pt; }
        h2 { font-size: 10pt; margin: .6em 0 .1em; border-bottom-width: 1px; }
        h3 { font-size: 8pt; margin: .5em 0 0; }
        p { margin: .1em 0; max-width: none; }
        h2, h3, h3 + p { break-after: avoid; }
        tr, p, svg, .answer, .z, .y { break-inside: avoid; }
        thead { display: table-header-group; }
        th, .answer, code, pre { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        table { font-size: 6.1pt; line-height: 1.1; margin: .2em 0; }
        th, td { padding: .05em .35em; }
        .f th:nth-child(1) { width: 14%; }
        .f th:nth-child(2) { width: 24%; }
        .f th:nth-child(3) { width: 13%; }
        .f th:nth-child(4) { width: 10%; }
        .f th:nth-child(5) { width: 22%; }
        .f .g th { width: auto; }
        .c, code, pre { font-size: 5.5pt; }
        code { padding: 0 .2em; border: 0; }
        .p br { display: none; }
        .p small { font-size: 5pt; margin-left: .5em; }
        .c br { display: none; }
        .c a { display: block; white-space: nowrap; }
        .z h3 { font-size: 7.5pt; margin: .3em 0 0; }
        .z p { font-size: 6.5pt; margin: 0; }
        .answer { font-size: 9pt; padding: .3em .8em; }
        .first { column-gap: 6mm; }
        .first h2 { font-size: 8pt; margin: .3em 0 0; }
        .u { height: 2em; }
        .cols, pre { columns: 4; column-gap: 6mm; }
        pre { padding: .3em; margin: .2em 0; line-height: 1.1; }
        ul { margin: .2em 0; columns: 3; padding-left: 1.5em; }
        svg { max-height: 28mm; margin: .3em 0; }
        svg text { font-size: 13px; }
        details:not([open]), h4 { display: none; }
      }
      """;

  /// Of transcripts that are folded in. What is open is printed.
  public static final String FOLDS =
      """
      details { border: 1px solid #ccc; border-left: .35rem solid #777; padding: .3rem .8rem; margin: .5rem 0; }
      details div { scroll-margin-top: 4.5rem; }
      summary { cursor: pointer; overflow-wrap: anywhere; unicode-bidi: isolate; }
      @media print { details { break-inside: auto; } }
      """;

  private Style() {}
}
