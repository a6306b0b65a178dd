-- Whoever is not among the register's readers sees his own payments: a few among millions.
create index voucher_by_handler on voucher (office_id, handler_id, voucher_id);
