import { PLUGIN } from './strapi-types'

const action = (uid: string, displayName: string, subCategory: string) => ({
  section: 'plugins',
  pluginName: PLUGIN,
  uid,
  displayName,
  subCategory,
})

/** Strapi permissions of the plugin; a membership in the body comes on top of each. */
export const PERMISSIONS = [
  action('import', 'Bring a text in from a document', 'drafts'),
  action('read', 'Read the period of a draft', 'period'),
  action('restart', 'Restart a comment period', 'period'),
  action('extend', 'Extend a comment period', 'period'),
  action('suspend', 'Suspend a comment period', 'period'),
  action('resume', 'Resume a comment period', 'period'),
  action('waive', 'Record a waiver', 'period'),
  action('withdraw', 'Withdraw a draft', 'period'),
  action('issue', 'Issue a draft', 'period'),
  action('holidays', 'Keep the calendar of holidays', 'calendar'),
  action('desk', 'Open the desk of comments', 'comments'),
  action('screen', 'Screen comments', 'comments'),
  action('assign', 'Assign comments to units', 'comments'),
  action('respond', 'Respond to comments', 'comments'),
  action('theme', 'Place comments under themes, and say what changed because of them', 'comments'),
  action('redact', 'Hide words of comments', 'comments'),
  action('contact', 'Read the contact of a submitter', 'privacy'),
  action('original', 'Read the hidden words of comments', 'privacy'),
  action('erase', 'Ask for the erasure of a comment, and approve it', 'privacy'),
  action('export', 'Export comments without names', 'exports'),
  action('export-full', 'Export comments with names and contacts', 'exports'),
  action('evidence', 'Read the evidence of participation', 'exports'),
  action('report', 'Publish reports on dockets, and send digests', 'reports'),
  action('memberships', 'Manage memberships of bodies', 'memberships'),
]
