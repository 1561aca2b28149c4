import './quiet.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { dayAmong } from './flat.ts'

parentPort?.postMessage(await dayAmong(Number(workerData)))
