import { chooseLanguage, layOut, type Mail } from '#core/message'
import type { CodeJob, NoticeJob } from '#core/message-job'
import type { Stage } from '#core/stage'
import { codes } from '#core/texts/codes'
import { notices } from '#core/texts/notices'
import { secondsUntil } from '#core/time'

const languageOf = (locale: string) => chooseLanguage(locale, 'en')

/** Undefined for a code that only a mailbox proves. */
export const codeBySms = (job: CodeJob, code: string, stage: Stage): string | undefined => {
  const { sms } = codes[languageOf(job.locale)]
  const facts = { service: stage.serviceName, code, domain: new URL(stage.publicOrigin).host }
  return job.purpose in sms ? sms[job.purpose as keyof typeof sms](facts) : undefined
}

export const codeByMail = (job: CodeJob, code: string, stage: Stage): Mail => {
  const language = languageOf(job.locale)
  const facts = {
    service: stage.serviceName,
    code,
    lifeSeconds: secondsUntil(job.notAfter, job.sentAt),
    smsSpent: job.smsSpent,
  }
  return layOut(codes[language].mail[job.purpose](facts), language)
}

const noticeFacts = (job: NoticeJob, stage: Stage) => ({ ...job.facts, service: stage.serviceName })

/** Undefined for what is told by e-mail only. */
export const noticeBySms = (job: NoticeJob, stage: Stage): string | undefined => {
  const { sms } = notices[languageOf(job.locale)]
  const { notice } = job
  return notice in sms ? sms[notice as keyof typeof sms](noticeFacts(job, stage)) : undefined
}

export const noticeByMail = (job: NoticeJob, stage: Stage): Mail => {
  const language = languageOf(job.locale)
  return layOut(notices[language].mail[job.notice](noticeFacts(job, stage)), language)
}
