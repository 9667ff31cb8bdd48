import type { Channel, CommentState, CommentType, Disposition, WithholdReason } from '../comment'
import type { DurationWords } from '../duration'
import type { EventGround, PeriodEventKind } from '../ledger'
import type { TerminalAct } from '../period-rule'

/** What the values of the record are called, wherever people read them. */
export interface RecordLabels {
  readonly channels: Readonly<Record<Channel, string>>
  readonly types: Readonly<Record<CommentType, string>>
  readonly states: Readonly<Record<CommentState, string>>
  readonly withholdReasons: Readonly<Record<WithholdReason, string>>
  readonly dispositions: Readonly<Record<Disposition, string>>
  readonly eventKinds: Readonly<Record<PeriodEventKind, string>>
  readonly grounds: Readonly<Record<EventGround, string>>
  readonly terminalActs: Readonly<Record<TerminalAct, string>>
  readonly duration: DurationWords
}
