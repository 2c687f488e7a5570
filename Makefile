# Whatever a newcomer runs. `make` alone lists it.

BIN := .venv/bin
say = @printf '\n== %s\n' "$(1)"

# Where it is set, each of the some hundred processes that the tests start would compile all of our code anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo up check test faults bench lock clean

help: ## 列出全部目标 / this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## 准备运行环境,可重复执行 / everything needed to run; quick when it is there
	@deploy/setup

demo: setup ## 启动平台并演示三件投诉的全过程;DEMO=exit 演示后退出 / three complaints the whole way; DEMO=exit ends after it
	@$(BIN)/mingcha demo $(if $(filter exit,$(DEMO)),--exit)

up: setup ## 启动平台,Ctrl-C 停止 / the platform, until Ctrl-C
	@$(BIN)/mingcha up

check: setup ## 格式、规则、类型、结构与快速测试 / format, rules, types, walls, quick tests
	$(call say,格式 format)
	@$(BIN)/ruff format --check .
	$(call say,规则 rules)
	@$(BIN)/ruff check .
	$(call say,类型 types)
	@$(BIN)/mypy
	$(call say,结构 walls)
	@$(BIN)/lint-imports
	$(call say,快速测试 quick tests)
	@$(BIN)/pytest tests/unit tests/contracts tests/architecture -q --numprocesses auto

test: check ## 全部测试,使用真实的 RabbitMQ 与 PostgreSQL / all tests, on real servers
	$(call say,集成与全程测试 integration and journeys)
	@$(BIN)/pytest tests/integration tests/journeys --numprocesses 2 --dist loadfile
	$(call say,故障测试 fault tests)
	@$(BIN)/pytest tests/faults --numprocesses 2 --dist loadfile

faults: setup ## 故障测试,十倍次数,写成 docs/faults.md / the fault tests at ten times the counts; writes docs/faults.md
	@MINGCHA_FAULTS_SCALE=$(or $(SCALE),10) MINGCHA_FAULTS_REPORT=docs/faults.md $(BIN)/pytest tests/faults

bench: setup ## 与同类方案并排测速;BENCH="--quick" 等选项 / the budgets beside peers; BENCH="--quick" and other options
	@$(BIN)/python -m bench $(BENCH)

lock: setup ## 重新锁定依赖 / locks the packages anew
	$(call say,锁定依赖 requirements.lock)
	@$(BIN)/python -m venv --clear var/lock
	@var/lock/bin/python -m pip install --quiet uv
	@var/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--custom-compile-command "make lock" --group dev pyproject.toml -o requirements.lock
	@var/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--custom-compile-command "make lock" bench/peers/requirements.in -o bench/peers/requirements.lock
	@var/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--custom-compile-command "make lock" --constraint requirements.lock pyproject.toml -o deploy/requirements.lock
	@rm -rf var/lock

clean: ## 删除 var 与缓存(平台须已停止)/ removes var and caches; refuses while a platform runs
	@for lock in var/run/lock var/*/run/lock; do \
		if [ -e "$$lock" ] && ! flock -n "$$lock" true; then \
			echo "平台正在运行,请先停止 / a platform is running, stop it first: $$lock" >&2; exit 1; \
		fi; \
	done
	@rm -rf var build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
