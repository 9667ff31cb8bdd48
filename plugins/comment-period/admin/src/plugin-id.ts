export const PLUGIN_ID = 'comment-period'

export const DRAFT_UID = `plugin::${PLUGIN_ID}.draft-regulation`
