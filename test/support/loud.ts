// Imported first, before the logger is made: this test file is about what functions log.
process.env.POWERTOOLS_LOG_LEVEL = 'INFO'

export {}
