import { availableParallelism } from 'node:os'

// As many slow hashes at a time as there are processors: each goes through 19 MiB, and four on two processors take a sixth longer, each and all together.
// Imported before anything that waits for a file or a hash: the pool is made once.
process.env.UV_THREADPOOL_SIZE ??= String(Math.max(2, availableParallelism()))
