export default [
  'strapi::logger',
  'strapi::errors',
  'strapi::security',
  // The plugin's public routes answer CORS themselves, by the portals each body registers.
  { name: 'strapi::cors', config: { origin: [], credentials: false } },
  'strapi::query',
  // Before the parser: on every other route it would write files to the disk for anybody.
  'global::multipart-for-uploads',
  { name: 'strapi::body', config: { jsonLimit: '1mb', formLimit: '1mb', textLimit: '1mb' } },
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
]
