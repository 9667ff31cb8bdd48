import { expect } from '@jest/globals'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import type { Answer, Json, TestApp } from './app'
import { API } from './docket-builders'

/** The document that the app serves, as what its answers are held to. */
export interface ServedContract {
  /** Holds an answer to what the document says of its route, status and type. */
  readonly expectDocumented: (route: string, answer: Answer) => void
}

const pointer = (...names: string[]) =>
  names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

export async function servedContract(app: TestApp): Promise<ServedContract> {
  const served = await app.call('GET', `${API}/openapi.json`)
  const document = served.body as Json
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(document, 'openapi')
  return {
    expectDocumented(route, answer) {
      const [method = '', pattern = ''] = route.split(' ')
      const path = pattern.replace(/:([a-zA-Z0-9]+)/g, '{$1}')
      const [type = ''] = (answer.headers.get('content-type') ?? '').split(';')
      const told =
        document.paths?.[path]?.[method.toLowerCase()]?.responses?.[String(answer.status)]
      expect({ route, status: answer.status, documented: told !== undefined }).toEqual({
        route,
        status: answer.status,
        documented: true,
      })
      if (told?.content === undefined) return
      expect({ route, types: Object.keys(told.content) }).toMatchObject({
        types: expect.arrayContaining([type]) as unknown,
      })
      if (told.content[type]?.schema === undefined) return
      const at = pointer(
        ...['paths', path, method.toLowerCase(), 'responses', String(answer.status)],
        ...['content', type, 'schema'],
      )
      const isValid = ajv.getSchema(`openapi#${encodeURI(at)}`)
      if (isValid === undefined) throw new Error(`no schema at ${at}`)
      expect({ route, problems: isValid(answer.body) ? [] : isValid.errors }).toEqual({
        route,
        problems: [],
      })
    },
  }
}
