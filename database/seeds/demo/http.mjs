const PATIENCE_MS = 30_000

/** What did not come as the story has it. */
export class StoryError extends Error {
  name = 'StoryError'
}

/**
 * Real HTTP, nothing else: `call('POST', '/admin/login', { body })`.
 *
 * @returns a function that answers `{ method, path, status, body }`
 */
export function httpClient(origin) {
  return async function call(method, path, { token, body, headers = {} } = {}) {
    const response = await ask(origin + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return {
      method,
      path,
      status: response.status,
      body: isJson && text !== '' ? JSON.parse(text) : text,
    }
  }
}

async function ask(url, options) {
  try {
    return await fetch(url, options)
  } catch (error) {
    throw new StoryError(`${options.method} ${url}: no answer (${error.cause?.code ?? error.name})`)
  }
}

/** The body of an answer that had to be this. */
export function accepted(answer, status) {
  if (answer.status !== status) fail(answer, String(status))
  return answer.body
}

/**
 * The refusal in an answer that had to be one, whether our own problem+json or, from the content
 * manager, Strapi's error with our code in its details.
 */
export function refused(answer, status, code) {
  const { body } = answer
  const found = body?.code === undefined ? body?.error?.details : body
  if (answer.status !== status || found?.code !== code) fail(answer, `${status} ${code}`)
  return body?.code === undefined
    ? { status, code, fa: null, en: body.error.message, details: found }
    : { status, code, fa: body.title, en: body.detail, details: body.details }
}

export function expect(condition, message) {
  if (!condition) throw new StoryError(message)
}

function fail({ method, path, status, body }, expected) {
  const said = typeof body === 'string' ? body.slice(0, 300) : JSON.stringify(body)
  throw new StoryError(`${method} ${path}\n  expected ${expected}, got ${status} ${said}`)
}
