import { openApiDocument, type OpenApiDocument } from '../../../contracts/openapi/document'
import { version } from '../release'
import { givenOriginOf } from '../strapi-types'
import { TIMELESS, type Reading } from './reading'
import type { Runtime } from './runtime'

/** The public interface of this installation, as OpenAPI. It is the same from one start to the next. */
export async function readContractDocument(runtime: Runtime): Promise<Reading<OpenApiDocument>> {
  const { strapi, config } = runtime
  const answered = await runtime.keepAnswer('openapi', version, () =>
    Promise.resolve(
      openApiDocument({
        version,
        maxCommentGraphemes: config.maxCommentGraphemes,
        server: `${givenOriginOf(strapi) ?? ''}/api/comment-period`,
      }),
    ),
  )
  return { ...answered, ...TIMELESS }
}
