/** Rows of the report: a ratio with what it should be. */
export const atLeast = (what, database, ratio, goal, figures) => ({
  what,
  database,
  ratio,
  goal: `≥ ${goal}`,
  met: ratio >= goal,
  figures,
})

export const atMost = (what, database, ratio, goal, figures) => ({
  what,
  database,
  ratio,
  goal: `≤ ${goal}`,
  met: ratio <= goal,
  figures,
})

/** No goal of ours: what the goals beside it are to be read by. */
export const measured = (what, database, ratio, figures) => ({
  what,
  database,
  ratio,
  goal: '–',
  met: true,
  figures,
})
