// The official JavaScript client, called as its README and examples call it.
//
// client.mjs ACTION NAMESPACE POD CONTAINER LOCAL REMOTE
//
// A rejected promise is left alone: what it shows is what its users see.
import process from 'node:process'
import { PassThrough } from 'node:stream'
import * as k8s from '@kubernetes/client-node'

const [action, namespace, pod, container, local, remote] = process.argv.slice(2)
const config = new k8s.KubeConfig()
config.loadFromDefault()
const exec = new k8s.Exec(config)

const ended = (status) => {
  console.log(JSON.stringify(status))
  process.exit()
}
const typed = () => {
  const keyboard = new PassThrough()
  keyboard.write('hello\n')
  return keyboard
}

switch (action) {
  case 'command':
    await exec.exec(namespace, pod, container, ['echo', 'hi'], process.stdout, process.stderr, process.stdin, true, ended)
    break
  case 'quiet':
    await exec.exec(namespace, pod, container, ['echo', 'hi'], process.stdout, process.stderr, null, false, ended)
    break
  case 'session':
    await exec.exec(namespace, pod, container, ['sh', '-c', 'read line; echo got $line'], process.stdout, process.stderr, typed(), true, ended)
    break
  case 'upload':
    await new k8s.Cp(config).cpToPod(namespace, pod, container, local, remote)
    break
  case 'download':
    await new k8s.Cp(config).cpFromPod(namespace, pod, container, 'down.txt', local, remote)
    break
  case 'attach': {
    const shown = new PassThrough()
    shown.on('data', (data) => {
      process.stdout.write(data)
      process.exit()
    })
    await new k8s.Attach(config).attach(namespace, pod, container, shown, process.stderr, process.stdin, false)
  }
}
