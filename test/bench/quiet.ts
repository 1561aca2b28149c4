// Functions write two lines a call, and read the level of their log as they load: imported before them.
process.env.LATCHKEY_LOG_LEVEL = 'SILENT'
