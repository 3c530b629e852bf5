/// A real control plane for the tests: etcd, kube-apiserver and a node whose containers are
/// processes, on free ports of 127.0.0.1, gone when the JVM is. Tests take a
/// [io.execguard.cluster.ControlPlane] as a parameter; read that first.
@NullMarked
package io.execguard.cluster;

import org.jspecify.annotations.NullMarked;
