# What sam build calls. Maven alone would do, but sam's own way with it copies the project and builds it from nothing, tests and
# all, each time: minutes for a changed line of the policy. samconfig.toml has it build in place.
build-Function:
	mvn --batch-mode --quiet -Dtool -DskipTests package dependency:copy-dependencies -DoutputDirectory="$(ARTIFACTS_DIR)/lib"
	cp -R target/classes/. "$(ARTIFACTS_DIR)"

.PHONY: build-Function
