// Imported first, before the logger is made: this test file is about what functions log.
process.env.LATCHKEY_LOG_LEVEL = 'INFO'

export {}
