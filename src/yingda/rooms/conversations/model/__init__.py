"""Pure types (`rows`) and rules (`rules`, `state`) of the spine: values in, `Changes` out; no I/O, no clock."""
